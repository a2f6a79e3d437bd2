-- Training completion by company, in per cent and in numbers of people.
SELECT company_name, company_id, period,
  max(value) FILTER (name = 'Completed') AS completed_percent,
  max(value) FILTER (name = 'InProgress') AS in_progress_percent,
  max(value) FILTER (name = 'Incomplete') AS incomplete_percent,
  max(value) FILTER (name = 'CompletedCount') AS completed,
  max(value) FILTER (name = 'InProgressCount') AS in_progress,
  max(value) FILTER (name = 'IncompleteCount') AS incomplete
FROM metrics
WHERE widget_type = 'TrainingCompletionWidget' AND source = 'widget'
GROUP BY company_name, company_id, period, widget_id
-- The API has the same figures once for every chart type; one is enough.
QUALIFY row_number() OVER (PARTITION BY company_id, period ORDER BY widget_id) = 1
ORDER BY completed_percent NULLS LAST, company_name, period;
