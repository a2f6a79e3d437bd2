@description('First part of the resources\' names.')
param namePrefix string

@description('Region of the network.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Address space, a /24 or larger.')
param addressPrefix string

resource outboundAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: '${namePrefix}-outbound'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Regional'
  }
  properties: {
    publicIPAddressVersion: 'IPv4'
    publicIPAllocationMethod: 'Static'
  }
}

// Subnets of new networks have no way out of their own, and Keepnet lies outside.
resource gateway 'Microsoft.Network/natGateways@2024-05-01' = {
  name: '${namePrefix}-nat'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    idleTimeoutInMinutes: 4
    publicIpAddresses: [{ id: outboundAddress.id }]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${namePrefix}-vnet'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    subnets: [
      {
        name: 'functions'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          defaultOutboundAccess: false
          natGateway: { id: gateway.id }
          // Flex Consumption runs on Container Apps environments.
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'private-endpoints'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 1)
          defaultOutboundAccess: false
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}

@description('Resource id of the network.')
output networkId string = network.id

@description('Resource id of the subnet the function app sends from.')
output functionsSubnetId string = network.properties.subnets[0].id

@description('Resource id of the subnet of the private endpoints.')
output endpointsSubnetId string = network.properties.subnets[1].id

@description('Public address of outgoing calls.')
output outboundAddress string = outboundAddress.properties.ipAddress
