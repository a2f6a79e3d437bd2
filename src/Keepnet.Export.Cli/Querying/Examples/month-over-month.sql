-- Phishing risk score of every company month by month, and how it moved since the month before.
WITH points AS (
  -- Windows of different exports overlap: for each day, what the newest export says.
  SELECT company_id, arg_max(company_name, run_id) AS company_name, date, arg_max(value, run_id) AS value
  FROM metrics
  WHERE widget_type = 'PhishingRiskScoreAcrossIndustriesWidget' AND source = 'widget'
    AND label = 'Company Phishing Risk Score' AND date IS NOT NULL
  GROUP BY company_id, date
), months AS (
  SELECT company_id, arg_max(company_name, date) AS company_name,
    CAST(date_trunc('month', date) AS DATE) AS month, round(avg(value), 2) AS risk_score
  FROM points
  GROUP BY company_id, month
)
SELECT company_name, company_id, month, risk_score,
  round(risk_score - lag(risk_score) OVER (PARTITION BY company_id ORDER BY month), 2) AS change
FROM months
ORDER BY company_name, company_id, month;
