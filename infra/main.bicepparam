using 'main.bicep'

// What `azd up` deploys: sizes as in the template, values from `azd env set NAME value`.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param keepnetBaseUrl = readEnvironmentVariable('KEEPNET_BASE_URL', 'https://api.keepnetlabs.com')
param exportSchedule = readEnvironmentVariable('EXPORT_SCHEDULE', '0 0 2 * * *')
param maxConcurrentCalls = int(readEnvironmentVariable('EXPORT_MAX_CONCURRENT_CALLS', '4'))
param maximumInstanceCount = int(readEnvironmentVariable('EXPORT_MAXIMUM_INSTANCES', '1'))
param fixedOutboundAddress = bool(readEnvironmentVariable('EXPORT_FIXED_OUTBOUND_ADDRESS', 'false'))
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
