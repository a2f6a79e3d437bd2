using 'main.bicep'

// Several hundred companies and more: up to 32 at once, one instance kept warm, everything behind
// private endpoints, one public address towards Keepnet.
param environmentName = 'large'
param location = 'westeurope'

param maxConcurrentCalls = 8
param maximumInstanceCount = 4
param instanceMemoryMB = 4096
param alwaysReadyInstances = 1
param maxCallsPerSecond = 20

param serviceBusSku = 'Premium'
param duplicateDetectionWindow = 'PT6H'
param maxDeliveryCount = 10

param exportStorageSku = 'Standard_ZRS'
param deleteExportsAfterDays = 730
param softDeleteDays = 30

param privateEndpoints = true

param logRetentionDays = 90
param goodExportWithinHours = 26
