metadata description = 'Keepnet executive-report exporter: a function app on Flex Consumption with its queue, stores, vault, logs and alerts.'

targetScope = 'resourceGroup'

@description('Name of this installation, part of every resource name.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Region of every resource. It must offer Flex Consumption.')
param location string = resourceGroup().location

@description('Tags of every resource.')
param tags { *: string } = {}

// What is exported

@description('Address of the Keepnet API.')
param keepnetBaseUrl string = 'https://api.keepnetlabs.com'

@description('Name of the vault secret that holds the client id.')
param clientIdSecretName string = 'keepnet-client-id'

@description('Name of the vault secret that holds the client secret.')
param clientSecretSecretName string = 'keepnet-client-secret'

@description('Reporting window asked of the API.')
@allowed(['LastMonth', 'Last3Months', 'Last6Months', 'LastYear', 'ThisYear'])
param exportPeriod string = 'Last3Months'

@description('When a run of all companies starts: NCRONTAB with seconds, UTC.')
param exportSchedule string = '0 0 2 * * *'

@description('Ids of the only companies to export. Empty: all.')
param includeCompanies string[] = []

@description('Ids of companies never to export.')
param excludeCompanies string[] = []

@description('Export only companies that carry one of these tags. Empty: all.')
param companyTags string[] = []

@description('True leaves out companies whose licence has expired.')
param skipExpiredLicences bool = false

@description('True also fetches each report\'s detail.')
param reportDetails bool = true

@description('True looks for figures that cannot be right, and warns of them.')
param checkFigures bool = true

@description('Widget ids per call.')
@minValue(1)
@maxValue(20)
param widgetBatchSize int = 10

@description('What happens to names and mail addresses before anything is stored.')
@allowed(['keep', 'pseudonymize', 'drop'])
param privacy string = 'keep'

// How fast

@description('Companies exported at once by one instance. The API sees this times the number of instances.')
@minValue(1)
@maxValue(64)
param maxConcurrentCalls int = 4

@description('Instances per function at most.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 1

@description('Instances kept warm for the queue, billed all day. 0: the first message of a night may wait up to some minutes.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('Memory of one instance, in megabytes.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('API calls per second of one instance at most. 0: no bound but the API\'s own.')
@minValue(0)
param maxCallsPerSecond int = 0

@description('True starts the worker without the platform\'s placeholder process: cold starts take longer, and the SIGSEGV crashes of .NET 10 workers on Flex Consumption stop.')
param disableWorkerPlaceholder bool = true

// The queue and late runs

@description('Name of the queue that carries one message per company.')
param queueName string = 'company-exports'

@description('Service Bus tier. Private endpoints need Premium.')
@allowed(['Standard', 'Premium'])
param serviceBusSku string = 'Standard'

@description('How long the queue drops a message whose id it has seen, as an ISO 8601 duration from PT20S to P7D.')
param duplicateDetectionWindow string = 'PT1H'

@description('Deliveries before a message is dead-lettered.')
@minValue(2)
@maxValue(100)
param maxDeliveryCount int = 5

@description('How long a message may wait before it is dead-lettered, as an ISO 8601 duration.')
param messageTimeToLive string = 'P1D'

@description('When runs that are overdue are looked for: NCRONTAB with seconds, UTC.')
param closeStaleRunsSchedule string = '0 */30 * * * *'

@description('How long after its start an unfinished run is closed, as [d.]hh:mm:ss. Keep it below messageTimeToLive and below the time between two runs.')
param staleAfter string = '12:00:00'

// Storage

@description('Redundancy of the account that holds the exports.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS', 'Standard_RAGRS', 'Standard_RAGZRS'])
param exportStorageSku string = 'Standard_LRS'

@description('Name of the container the exports go to.')
@minLength(3)
@maxLength(63)
param exportContainerName string = 'exports'

@description('Runs and exports not changed for this many days are deleted. 0 keeps them for good.')
@minValue(0)
param deleteExportsAfterDays int = 0

@description('Days a deleted or overwritten blob can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int = 7

// Network

@description('True puts storage, vault and queue behind private endpoints, and outgoing calls behind one public address. Needs serviceBusSku Premium.')
param privateEndpoints bool = false

@description('True makes all outgoing calls come from one public address, for the allow list of the Keepnet API client.')
param fixedOutboundAddress bool = false

@description('Address space of the virtual network, a /24 or larger. Used with private endpoints or a fixed outbound address.')
param networkAddressPrefix string = '10.20.0.0/24'

@description('Public IPv4 addresses that may reach vault and exports although private endpoints are on.')
param administratorAddresses string[] = []

// Watching

@description('Days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Traces kept, in per cent. Below 100 the log lines of traces left out are gone too, and alerts may miss a run.')
@minValue(1)
@maxValue(100)
param traceSamplingPercent int = 100

@description('Mail address that gets the alerts. Empty: none.')
param alertEmail string = ''

@description('Resource ids of action groups that get the alerts.')
param alertActionGroupIds string[] = []

@description('Hours without a good scheduled run before an alert fires. 0 turns it off, for schedules rarer than every 47 hours.')
@minValue(0)
@maxValue(47)
param goodExportWithinHours int = 26

var token = uniqueString(resourceGroup().id, environmentName)
var prefix = 'keepnet-export-${environmentName}'
var allTags = union(tags, { 'azd-env-name': environmentName })
var inNetwork = privateEndpoints || fixedOutboundAddress

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: '${prefix}-id'
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    workspaceName: '${prefix}-logs'
    applicationInsightsName: '${prefix}-insights'
    location: location
    tags: allTags
    retentionDays: logRetentionDays
    principalId: identity.outputs.principalId
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  name: 'host-storage'
  params: {
    name: 'kxhost${token}'
    location: location
    tags: allTags
    skuName: 'Standard_LRS'
    principalId: identity.outputs.principalId
    publicNetworkAccess: !privateEndpoints
  }
}

module exportStorage 'modules/export-storage.bicep' = {
  name: 'export-storage'
  params: {
    name: 'kxdata${token}'
    location: location
    tags: allTags
    skuName: exportStorageSku
    containerName: exportContainerName
    principalId: identity.outputs.principalId
    softDeleteDays: softDeleteDays
    deleteAfterDays: deleteExportsAfterDays
    publicNetworkAccess: !privateEndpoints
    administratorAddresses: administratorAddresses
  }
}

module serviceBus 'modules/service-bus.bicep' = {
  name: 'service-bus'
  params: {
    name: '${prefix}-${token}'
    location: location
    tags: allTags
    skuName: privateEndpoints && serviceBusSku != 'Premium'
      ? fail('privateEndpoints needs serviceBusSku Premium: no other Service Bus tier has private endpoints.')
      : serviceBusSku
    queueName: queueName
    duplicateDetectionWindow: duplicateDetectionWindow
    maxDeliveryCount: maxDeliveryCount
    messageTimeToLive: messageTimeToLive
    principalId: identity.outputs.principalId
    publicNetworkAccess: !privateEndpoints
  }
}

module keyVault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    name: 'kx-${token}'
    location: location
    tags: allTags
    principalId: identity.outputs.principalId
    workspaceId: monitoring.outputs.workspaceId
    publicNetworkAccess: !privateEndpoints
    administratorAddresses: administratorAddresses
  }
}

module network 'modules/network.bicep' = if (inNetwork) {
  name: 'network'
  params: {
    namePrefix: prefix
    location: location
    tags: allTags
    addressPrefix: networkAddressPrefix
  }
}

var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  vault: 'privatelink.vaultcore.azure.net'
  namespace: 'privatelink.servicebus.windows.net'
}

module zones 'modules/private-dns-zone.bicep' = [
  for zone in items(zoneNames): if (privateEndpoints) {
    name: 'zone-${zone.key}'
    params: {
      name: zone.value
      tags: allTags
      networkId: network!.outputs.networkId
    }
  }
]

var endpoints = [
  { name: 'host-blob', groupId: 'blob' }
  { name: 'host-table', groupId: 'table' }
  { name: 'exports', groupId: 'blob' }
  { name: 'vault', groupId: 'vault' }
  { name: 'queue', groupId: 'namespace' }
]

var endpointTargets = {
  'host-blob': hostStorage.outputs.id
  'host-table': hostStorage.outputs.id
  exports: exportStorage.outputs.id
  vault: keyVault.outputs.id
  queue: serviceBus.outputs.id
}

module privateEndpointModules 'modules/private-endpoint.bicep' = [
  for endpoint in endpoints: if (privateEndpoints) {
    name: 'endpoint-${endpoint.name}'
    dependsOn: [zones]
    params: {
      name: '${prefix}-${endpoint.name}'
      location: location
      tags: allTags
      targetId: endpointTargets[endpoint.name]
      groupId: endpoint.groupId
      zoneName: zoneNames[endpoint.groupId]
      subnetId: network!.outputs.endpointsSubnetId
    }
  }
]

var fixedSettings = {
  Keepnet__BaseUrl: keepnetBaseUrl
  Keepnet__KeyVaultUri: keyVault.outputs.uri
  Keepnet__ClientIdSecretName: clientIdSecretName
  Keepnet__ClientSecretSecretName: clientSecretSecretName
  Export__Period: exportPeriod
  Export__BlobContainerUri: exportStorage.outputs.containerUri
  Export__MaxConcurrency: string(maxConcurrentCalls)
  Export__WidgetBatchSize: string(widgetBatchSize)
  Export__ReportDetails: string(reportDetails)
  Export__Checks: string(checkFigures)
  Export__Companies__SkipExpiredLicences: string(skipExpiredLicences)
  Export__Privacy: privacy
  Export__StaleAfter: staleAfter
  ExportSchedule: exportSchedule
  ExportQueue: queueName
  CloseStaleRunsSchedule: closeStaleRunsSchedule
}

var callRateSettings = maxCallsPerSecond > 0 ? { Export__MaxCallsPerSecond: string(maxCallsPerSecond) } : {}

// .NET configuration writes a list as one setting per entry, numbered from 0.
var filterSettings = union(
  toObject(range(0, length(includeCompanies)), i => 'Export__Companies__Include__${i}', i => includeCompanies[i]),
  toObject(range(0, length(excludeCompanies)), i => 'Export__Companies__Exclude__${i}', i => excludeCompanies[i]),
  toObject(range(0, length(companyTags)), i => 'Export__Companies__Tags__${i}', i => companyTags[i])
)

module functionApp 'modules/function-app.bicep' = {
  name: 'function-app'
  params: {
    planName: '${prefix}-plan'
    name: '${prefix}-${token}'
    location: location
    tags: allTags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hostStorageName: hostStorage.outputs.name
    deploymentContainerUri: hostStorage.outputs.deploymentContainerUri
    serviceBusNamespace: serviceBus.outputs.fullyQualifiedNamespace
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    exporterSettings: union(fixedSettings, callRateSettings, filterSettings)
    maxConcurrentCalls: maxConcurrentCalls
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    instanceMemoryMB: instanceMemoryMB
    disableWorkerPlaceholder: disableWorkerPlaceholder
    traceSamplingPercent: traceSamplingPercent
    subnetId: inNetwork ? network!.outputs.functionsSubnetId : ''
  }
  // Without the endpoints the app could not reach its own storage when it starts.
  dependsOn: [privateEndpointModules]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    namePrefix: prefix
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: serviceBus.outputs.id
    queueName: queueName
    actionGroupIds: alertActionGroupIds
    email: alertEmail
    goodExportWithinHours: goodExportWithinHours
  }
}

@description('Name of the function app.')
output FUNCTION_APP_NAME string = functionApp.outputs.name

@description('Address of the HTTP API.')
output API_BASE_URL string = functionApp.outputs.baseUrl

@description('Name of the vault that the two Keepnet secrets go into.')
output KEY_VAULT_NAME string = keyVault.outputs.name

@description('Name of the storage account that holds the exports.')
output EXPORT_STORAGE_NAME string = exportStorage.outputs.name

@description('Address of the container that holds the exports.')
output EXPORT_CONTAINER_URI string = exportStorage.outputs.containerUri

@description('Host name of the Service Bus namespace.')
output SERVICE_BUS_NAMESPACE string = serviceBus.outputs.fullyQualifiedNamespace

@description('Name of the queue.')
output EXPORT_QUEUE string = queueName

@description('Name of the Application Insights resource.')
output APPLICATION_INSIGHTS_NAME string = monitoring.outputs.applicationInsightsName

@description('Public address of outgoing calls when it is fixed, for the allow list of the Keepnet API client.')
output OUTBOUND_ADDRESS string = inNetwork ? network!.outputs.outboundAddress : ''
