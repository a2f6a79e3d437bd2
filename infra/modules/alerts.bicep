@description('First part of the alerts\' names.')
param namePrefix string

@description('Region of the log alerts.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Resource id of the Log Analytics workspace.')
param workspaceId string

@description('Resource id of the Service Bus namespace.')
param serviceBusId string

@description('Name of the queue whose dead letters are watched.')
param queueName string

@description('Resource ids of action groups that are told.')
param actionGroupIds string[]

@description('Mail address that is told, or empty.')
param email string

@description('Hours without a good scheduled run before someone is told. 0 turns the alert off.')
param goodExportWithinHours int

resource mail 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: '${namePrefix}-mail'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'keepnet-exp'
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

var receivers = concat(actionGroupIds, empty(email) ? [] : [mail.id])

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${namePrefix}-dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'A company could not be exported and its message was dead-lettered. See docs/operations.md, "Dead letters".'
    severity: 2
    enabled: true
    autoMitigate: true
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    scopes: [serviceBusId]
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'dead-letters'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: [queueName] }]
          operator: 'GreaterThan'
          threshold: 0
          timeAggregation: 'Maximum'
        }
      ]
    }
    actions: [for id in receivers: { actionGroupId: id }]
  }
}

// RunEnded and RunStale are the names of log events of the app; Outcome and Trigger are their fields.
var events = 'AppTraces | extend Event = tostring(Properties.EventName), Outcome = tostring(Properties.Outcome), Trigger = tostring(Properties.Trigger)'

// A timer that fails before it has a run leaves only the host's own lines: with an exception they go to
// AppExceptions, without one to AppTraces, and the call itself to AppRequests.
var scheduleFailed = '(AppTraces | where SeverityLevel >= 3 and Message has "ScheduledExport"), (AppExceptions | where SeverityLevel >= 3 and (OperationName has "ScheduledExport" or tostring(Properties) has "ScheduledExport")), (AppRequests | where Success == false and Name has "ScheduledExport")'
var closingFailed = replace(scheduleFailed, 'ScheduledExport', 'CloseStaleRuns')

var logAlerts = [
  {
    name: 'run-failed'
    description: 'A run failed or was stopped, or the function that starts it did. See docs/operations.md, "A run failed".'
    severity: 1
    query: 'union isfuzzy=true (${events} | where Event == "RunEnded" and Outcome in ("failed", "stopped")), ${scheduleFailed}'
    operator: 'GreaterThan'
    threshold: 0
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    enabled: true
  }
  {
    name: 'run-stale'
    description: 'A run did not account for all its companies in time and was closed, or the function that looks for such runs failed. See docs/operations.md, "A run went stale".'
    severity: 2
    query: 'union isfuzzy=true (${events} | where Event == "RunStale"), ${closingFailed}'
    operator: 'GreaterThan'
    threshold: 0
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    enabled: true
  }
  {
    name: 'no-good-export'
    description: 'No scheduled run ended well for ${goodExportWithinHours} hours. See docs/operations.md, "No good export".'
    severity: 1
    // Counts what is there, so it also fires when nothing runs and nothing is logged.
    query: '${events} | where TimeGenerated > ago(${max(goodExportWithinHours, 1)}h) | where Event == "RunEnded" and Trigger == "schedule" and Outcome in ("succeeded", "partial")'
    operator: 'LessThan'
    threshold: 1
    evaluationFrequency: 'PT1H'
    windowSize: 'P2D'
    enabled: goodExportWithinHours > 0
  }
]

resource logAlertRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: '${namePrefix}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${namePrefix}-${alert.name}'
      description: alert.description
      severity: alert.severity
      enabled: alert.enabled
      autoMitigate: true
      evaluationFrequency: alert.evaluationFrequency
      windowSize: alert.windowSize
      scopes: [workspaceId]
      // A new workspace knows the table only after the first telemetry.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: {
              minFailingPeriodsToAlert: 1
              numberOfEvaluationPeriods: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: receivers
      }
    }
  }
]
