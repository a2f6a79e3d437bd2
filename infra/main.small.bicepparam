using 'main.bicep'

// Up to about a hundred companies: one instance, four companies at once, nothing running between runs.
param environmentName = 'small'
param location = 'westeurope'

param maxConcurrentCalls = 4
param maximumInstanceCount = 1
param instanceMemoryMB = 2048
param alwaysReadyInstances = 0
param maxCallsPerSecond = 10

param exportStorageSku = 'Standard_LRS'
param goodExportWithinHours = 26
