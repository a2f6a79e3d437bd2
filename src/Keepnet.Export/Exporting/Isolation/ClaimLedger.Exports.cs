using Keepnet.Export.Runs.Journal;

namespace Keepnet.Export.Exporting.Isolation;

/// <content>What has been published of what companies were given, and what must not stay.</content>
internal sealed partial class ClaimLedger
{
    /// <summary>
    /// Another process of the run journalled this; the last line of a company counts. Of a company that this process has worked on it
    /// knows better.
    /// </summary>
    public void Remember(JournalEntry entry)
    {
        lock (_lock)
        {
            if (_companies.TryGetValue(entry.CompanyId, out var before) && !before.IsRemembered)
            {
                return;
            }

            _withdrawn.Remove(entry.CompanyId);
            Forget(before);
            if (entry is { Withdrawn: not null, Code: { } code, Reason: { } reason })
            {
                _withdrawn[entry.CompanyId] = new ExportFailure(code, reason);
            }
            else if (entry is { Manifest: { } manifest, Marks: { } marks })
            {
                Claim(new CompanyStanding(entry.CompanyId) { Published = PublishedExport.Of(entry, manifest), IsRemembered = true }, AnswerMarks.Read(marks));
            }
        }
    }

    /// <summary>
    /// An export stands in the store that this process has not published. False when the company must be asked again, because the
    /// export was withdrawn, or because another company was given the same.
    /// </summary>
    public bool Adopt(PublishedExport export, IReadOnlyList<ulong> marks)
    {
        lock (_lock)
        {
            if (_companies.ContainsKey(export.CompanyId))
            {
                return true;
            }

            var objection = _withdrawn.GetValueOrDefault(export.CompanyId)
                ?? (ClaimantOf(marks) is { } other ? IsolationFailures.Doubtful(export.CompanyId, other) : null);
            var company = new CompanyStanding(export.CompanyId);
            Claim(company, marks);
            if (objection is not null)
            {
                company.Bar(export.AttemptName!, objection);
            }

            return objection is null;
        }
    }

    public bool HasPublished(string companyId)
    {
        lock (_lock)
        {
            return _companies.TryGetValue(companyId, out var company) && company.Published is { Outcome: not null };
        }
    }

    /// <summary>Why the company must not publish what it has; null when nobody objects.</summary>
    public ExportFailure? ObjectionTo(string companyId)
    {
        lock (_lock)
        {
            return _companies[companyId].Objection;
        }
    }

    /// <summary>Why an attempt of a company must not stay published, whoever published it; null when it may.</summary>
    public ExportFailure? ObjectionTo(string companyId, string attemptName)
    {
        lock (_lock)
        {
            return _companies.TryGetValue(companyId, out var company) ? company.ObjectionTo(attemptName) : null;
        }
    }

    /// <summary>
    /// Objects to what a company was given. Returns what it has published or is publishing, which the caller then withdraws; null
    /// when the company itself will find the objection.
    /// </summary>
    public PublishedExport? Object(string companyId, ExportFailure failure)
    {
        lock (_lock)
        {
            if (!_companies.TryGetValue(companyId, out var company))
            {
                return null;
            }

            var published = company.Published;
            (company.Objection, company.Published) = (failure, null);
            if (published is { Outcome: null, AttemptName: { } attemptName })
            {
                company.Bar(attemptName, failure);
            }

            return published;
        }
    }

    /// <summary>A company is about to publish, and from now on an objection must be written down. The one that was faster, or null.</summary>
    public ExportFailure? BeginPublishing(PublishedExport export)
    {
        lock (_lock)
        {
            var company = _companies[export.CompanyId];
            company.Published = company.Objection is null ? export : company.Published;
            return company.Objection;
        }
    }

    /// <summary>What a company has published is journalled.</summary>
    public void Publish(PublishedExport export)
    {
        lock (_lock)
        {
            _withdrawn.Remove(export.CompanyId);
            if (_companies.TryGetValue(export.CompanyId, out var company))
            {
                company.Published = export;
            }
        }
    }

    /// <summary>An export that was to be withdrawn still stands.</summary>
    public void Restore(PublishedExport export)
    {
        lock (_lock)
        {
            _companies[export.CompanyId].Published = export;
        }
    }

    private void Forget(CompanyStanding? company)
    {
        if (company is not null)
        {
            _companies.Remove(company.CompanyId);
            Release(company);
        }
    }
}
