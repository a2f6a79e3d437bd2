@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('Region of the vault.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Object id of the identity the function app runs as.')
param principalId string

@description('Resource id of the Log Analytics workspace that receives the audit log.')
param workspaceId string

@description('False closes the public endpoint to everyone but the administrators\' addresses.')
param publicNetworkAccess bool

@description('Public IPv4 addresses that may still reach the vault when the public endpoint is closed.')
param administratorAddresses string[]

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enablePurgeProtection: true
    enableRbacAuthorization: true
    enableSoftDelete: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    softDeleteRetentionInDays: 90
    publicNetworkAccess: publicNetworkAccess || !empty(administratorAddresses) ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: publicNetworkAccess ? 'Allow' : 'Deny'
      ipRules: [for address in publicNetworkAccess ? [] : administratorAddresses: { value: address }]
    }
  }
}

// Key Vault Secrets User: read secret values, nothing else. The vault holds only the two the app needs.
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

@description('Resource id, for private endpoints.')
output id string = vault.id

@description('Name of the vault.')
output name string = vault.name

@description('Address, for Keepnet:KeyVaultUri.')
output uri string = vault.properties.vaultUri
