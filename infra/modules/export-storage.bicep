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

@description('Name of the container the exports go to.')
param containerName string

@description('Object id of the identity the function app runs as.')
param principalId string

@description('Days a deleted or overwritten blob can be brought back.')
param softDeleteDays int

@description('Runs and exports not changed for this many days are deleted. 0 keeps them for good.')
param deleteAfterDays int

@description('False closes the public endpoint to everyone but the administrators\' addresses.')
param publicNetworkAccess bool

@description('Public IPv4 addresses that may still reach the account when the public endpoint is closed.')
param administratorAddresses string[]

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
    publicNetworkAccess: publicNetworkAccess || !empty(administratorAddresses) ? 'Enabled' : 'Disabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      defaultAction: publicNetworkAccess ? 'Allow' : 'Deny'
      ipRules: [for address in publicNetworkAccess ? [] : administratorAddresses: { action: 'Allow', value: address }]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    containerDeleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
    deleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
  }
}

resource exports 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: containerName
  properties: {
    publicAccess: 'None'
  }
}

// Left behind only when a process dies at a bad moment; no reader ever looks there.
var stagingRule = {
  name: 'staging-leftovers'
  enabled: true
  type: 'Lifecycle'
  definition: {
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 7 } } }
    filters: {
      blobTypes: ['blockBlob', 'appendBlob']
      prefixMatch: ['${containerName}/v1/.staging/']
    }
  }
}

var ageRule = {
  name: 'old-runs'
  enabled: true
  type: 'Lifecycle'
  definition: {
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: deleteAfterDays } } }
    filters: {
      blobTypes: ['blockBlob', 'appendBlob']
      prefixMatch: ['${containerName}/v1/runs/', '${containerName}/v1/exports/']
    }
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: deleteAfterDays > 0 ? [stagingRule, ageRule] : [stagingRule]
    }
  }
}

// Storage Blob Data Contributor on the one container: the app reads, writes and deletes its own files there.
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource writer 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(exports.id, principalId, blobDataContributor)
  scope: exports
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

@description('Resource id, for private endpoints.')
output id string = account.id

@description('Name of the account.')
output name string = account.name

@description('Address of the container, for Export:BlobContainerUri.')
output containerUri string = '${account.properties.primaryEndpoints.blob}${exports.name}'
