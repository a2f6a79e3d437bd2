@description('Name of the endpoint.')
param name string

@description('Region of the endpoint.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Resource id of the resource behind the endpoint.')
param targetId string

@description('Part of the resource that is reached: blob, table, vault or namespace.')
param groupId string

@description('Name of the private DNS zone of that part.')
param zoneName string

@description('Resource id of the subnet.')
param subnetId string

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: name
        properties: {
          groupIds: [groupId]
          privateLinkServiceId: targetId
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: zoneName
}

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = {
  parent: endpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: groupId
        properties: {
          privateDnsZoneId: zone.id
        }
      }
    ]
  }
}
