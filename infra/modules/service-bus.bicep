@description('Name of the namespace.')
param name string

@description('Region of the namespace.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Tier. Basic has no duplicate detection; only Premium has private endpoints.')
@allowed(['Standard', 'Premium'])
param skuName string

@description('Name of the queue that carries one message per company.')
param queueName string

@description('How long the queue remembers message ids, as an ISO 8601 duration from 20 seconds to 7 days.')
param duplicateDetectionWindow string

@description('Deliveries before a message is dead-lettered.')
param maxDeliveryCount int

@description('How long a message may wait before it is dead-lettered, as an ISO 8601 duration.')
param messageTimeToLive string

@description('Object id of the identity the function app runs as.')
param principalId string

@description('False closes the public endpoint.')
param publicNetworkAccess bool

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: skuName == 'Premium' ? { name: 'Premium', tier: 'Premium', capacity: 1 } : { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: publicNetworkAccess ? 'Enabled' : 'Disabled'
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  parent: namespace
  name: queueName
  properties: {
    deadLetteringOnMessageExpiration: true
    defaultMessageTimeToLive: messageTimeToLive
    duplicateDetectionHistoryTimeWindow: duplicateDetectionWindow
    enableBatchedOperations: true
    enablePartitioning: false
    // The longest lock there is. The Functions host renews it while an export runs longer.
    lockDuration: 'PT5M'
    maxDeliveryCount: maxDeliveryCount
    maxSizeInMegabytes: 1024
    requiresDuplicateDetection: true
    requiresSession: false
  }
}

// The app enqueues companies (sender) and takes them off again (receiver), on this queue alone.
var dataSender = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
var dataReceiver = '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0'

resource queueRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [dataSender, dataReceiver]: {
    name: guid(queue.id, principalId, role)
    scope: queue
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

@description('Resource id, for alerts and private endpoints.')
output id string = namespace.id

@description('Name of the namespace.')
output name string = namespace.name

@description('Host name, for ServiceBus:fullyQualifiedNamespace.')
output fullyQualifiedNamespace string = replace(
  replace(namespace.properties.serviceBusEndpoint, 'https://', ''),
  ':443/',
  ''
)
