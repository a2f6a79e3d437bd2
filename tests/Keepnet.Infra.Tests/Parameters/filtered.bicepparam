using 'main.bicep'

param environmentName = 'filtered'
param includeCompanies = ['Qm3vT8rLx2Zd', 'Yc6hJ4nDg9Rf']
param excludeCompanies = ['Bn7wE1yHs5Uk']
param companyTags = ['north']
param skipExpiredLicences = true
param privacy = 'pseudonymize'
param fixedOutboundAddress = true
param disableWorkerPlaceholder = false
param deleteExportsAfterDays = 365
param traceSamplingPercent = 5
param alertEmail = 'operator@example.test'
param alertActionGroupIds = [
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/other/providers/Microsoft.Insights/actionGroups/on-call'
]
param goodExportWithinHours = 0
