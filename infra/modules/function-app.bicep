@description('Name of the plan.')
param planName string

@description('Name of the function app.')
param name string

@description('Region of both.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Resource id of the identity the app runs as.')
param identityId string

@description('Client id of that identity.')
param identityClientId string

@description('Name of the storage account the Functions runtime keeps its state in.')
param hostStorageName string

@description('Address of the container the package is deployed to.')
param deploymentContainerUri string

@description('Host name of the Service Bus namespace.')
param serviceBusNamespace string

@description('Name of the Application Insights resource.')
param applicationInsightsName string

@description('Settings of the exporter itself.')
param exporterSettings { *: string }

@description('Companies exported at once by one instance.')
param maxConcurrentCalls int

@description('Instances per function at most.')
param maximumInstanceCount int

@description('Instances kept warm for the queue.')
param alwaysReadyInstances int

@description('Memory of one instance, in megabytes.')
param instanceMemoryMB int

@description('True starts the worker without the platform\'s pre-started placeholder process.')
param disableWorkerPlaceholder bool

@description('Traces kept, in per cent.')
@minValue(1)
@maxValue(100)
param traceSamplingPercent int

@description('Resource id of the subnet outgoing traffic takes, or empty.')
param subnetId string

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

var platformSettings = {
  // DefaultAzureCredential takes this identity and tries no other kind of credential.
  AZURE_CLIENT_ID: identityClientId
  AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
  AzureWebJobsStorage__accountName: hostStorageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  ServiceBus__fullyQualifiedNamespace: serviceBusNamespace
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identityClientId}'
  // The exporter's own default keeps five traces a second; a nightly burst would lose most of its log lines with the rest.
  OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
  OTEL_TRACES_SAMPLER_ARG: traceSamplingPercent == 100 ? '1.0' : '0.${padLeft(string(traceSamplingPercent), 2, '0')}'
  // Overrides host.json, so that scale is decided in one place: the parameters of this template.
  AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls: string(maxConcurrentCalls)
}

// .NET 10 workers on Flex Consumption were seen to die with SIGSEGV when the platform turns a pre-started
// placeholder into the app: https://github.com/Azure/azure-functions-dotnet-worker/issues/3335
var placeholderSettings = disableWorkerPlaceholder ? { WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED: '0' } : {}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  // azd finds the app of the service `exporter` by this tag.
  tags: union(tags, { 'azd-service-name': 'exporter' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances > 0
          ? [{ name: 'function:ExportCompany', instanceCount: alwaysReadyInstances }]
          : []
      }
    }
    siteConfig: {
      ftpsState: 'Disabled'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      appSettings: map(
        items(union(platformSettings, placeholderSettings, exporterSettings)),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }
}

// Deployments sign in with Entra ID; user name and password are shut off.
resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource deploymentPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

@description('Name of the function app.')
output name string = app.name

@description('Address of the HTTP API, without a trailing slash.')
output baseUrl string = 'https://${app.properties.defaultHostName}/api'
