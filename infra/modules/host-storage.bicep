@description('Name of the storage account, 3 to 24 lower-case letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('Region of the account.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Redundancy of the account.')
param skuName string

@description('Object id of the identity the function app runs as.')
param principalId string

@description('False closes the public endpoint; the account is then reached through private endpoints only.')
param publicNetworkAccess bool

// The Functions runtime needs rights on the whole account it keeps its state in. That is why
// it has an account of its own: those rights do not reach the exports.
resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: skuName
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: publicNetworkAccess ? 'Enabled' : 'Disabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      defaultAction: publicNetworkAccess ? 'Allow' : 'Deny'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource deployments 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'deployments'
  properties: {
    publicAccess: 'None'
  }
}

// Storage Blob Data Owner is what Microsoft documents for the runtime's own storage: timer leases,
// function keys, the deployed package. The runtime creates its containers itself, hence the account scope.
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
// Storage Table Data Contributor: the runtime writes its diagnostic events to a table.
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
// No queue role: only blob and storage-queue triggers use queues, and the app has neither.

resource hostRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [blobDataOwner, tableDataContributor]: {
    name: guid(account.id, principalId, role)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

@description('Resource id, for private endpoints.')
output id string = account.id

@description('Name, for the runtime\'s settings.')
output name string = account.name

@description('Address of the container the package is deployed to.')
output deploymentContainerUri string = '${account.properties.primaryEndpoints.blob}${deployments.name}'
