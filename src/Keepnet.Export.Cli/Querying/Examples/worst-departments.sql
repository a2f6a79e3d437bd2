-- The departments with the highest human risk scores, over all companies.
SELECT company_name, company_id, period,
  dimensions->>'$.department' AS department,
  max(value) FILTER (name = 'Score') AS risk_score,
  max(value) FILTER (name = 'UserCount') AS users
FROM metrics
WHERE widget_type = 'HumanRiskScoreforHighestRiskDepartmentsWidget' AND source = 'widget'
GROUP BY company_name, company_id, period, widget_id, point, department
-- The API has the same figures once for every chart type; one is enough.
QUALIFY row_number() OVER (PARTITION BY company_id, period, department ORDER BY widget_id) = 1
ORDER BY risk_score DESC NULLS LAST, company_name, period, department
LIMIT 50;
