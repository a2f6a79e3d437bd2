-- Phishing risk score by company: the newest value, with the averages of its industry and of all industries beside it.
WITH scores AS (
  SELECT company_id, company_name, period, date, value,
    CASE
      WHEN label = 'Company Phishing Risk Score' THEN 'company'
      WHEN label = 'All Industry Avg' THEN 'all'
      WHEN label LIKE 'Industry Avg%' THEN 'industry'
    END AS whose
  FROM metrics
  WHERE widget_type = 'PhishingRiskScoreAcrossIndustriesWidget' AND source = 'widget' AND date IS NOT NULL
)
SELECT company_name, company_id, period,
  max(date) FILTER (whose = 'company') AS as_of,
  arg_max(value, date) FILTER (whose = 'company') AS risk_score,
  arg_max(value, date) FILTER (whose = 'industry') AS industry_average,
  arg_max(value, date) FILTER (whose = 'all') AS all_industries_average
FROM scores
GROUP BY ALL
ORDER BY risk_score DESC NULLS LAST, company_name, period;
