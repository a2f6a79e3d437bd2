@description('Name of the zone.')
param name string

@description('Tags of every resource.')
param tags { *: string }

@description('Resource id of the network that resolves names in it.')
param networkId string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: name
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: 'exporter'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: networkId
    }
  }
}

@description('Name of the zone.')
output name string = zone.name
