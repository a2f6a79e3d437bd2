using 'main.bicep'

param environmentName = 'contradictory'
param privateEndpoints = true
param serviceBusSku = 'Standard'
