namespace Keepnet.Export.Benchmarks.Scale;

/// <summary>
/// Plays a night through, event by event, in virtual time: instances take companies from one queue, a few at once each; a
/// company is stages of calls and then work for the processor; calls wait for their instance's turn and for the API's limit.
/// Equal cases give equal nights.
/// </summary>
public sealed class ScaleModel
{
    private const int CompaniesPerPage = 100;

    private readonly EventQueue _events = new();
    private readonly ScaleCase _case;
    private readonly ApiLimit _limit;
    private readonly List<ModelThrottle> _throttles = [];
    private int _next;
    private double _end;

    private ScaleModel(ScaleCase wish)
    {
        _case = wish;
        _limit = new ApiLimit(wish.ApiLimit);
    }

    public static ScaleResult Run(ScaleCase wish) => new ScaleModel(wish).Run();

    private ScaleResult Run()
    {
        var planner = Throttle();
        ListCompanies(planner, (_case.Companies + CompaniesPerPage - 1) / CompaniesPerPage);
        _events.Run();
        return new ScaleResult(
            _end, _throttles.Sum(throttle => throttle.Calls), _throttles.Sum(throttle => throttle.Refused), _end * _case.Instances);
    }

    // Page by page: the next page is only known from the one before.
    private void ListCompanies(ModelThrottle planner, int pages)
    {
        if (pages > 0)
        {
            planner.Call(() => ListCompanies(planner, pages - 1));
            return;
        }

        for (var instance = 0; instance < _case.Instances; instance++)
        {
            var throttle = instance == 0 ? planner : Throttle();
            _events.In(_case.ColdStart, () => StartInstance(throttle));
        }
    }

    // The token, and what the reseller itself is answered, with which every company's answers are compared.
    private void StartInstance(ModelThrottle throttle)
    {
        var processor = new Processor();
        throttle.Call(() => Stage(throttle, 0, isReseller: true, () =>
        {
            for (var worker = 0; worker < _case.Concurrency; worker++)
            {
                TakeCompany(throttle, processor);
            }
        }));
    }

    private void TakeCompany(ModelThrottle throttle, Processor processor)
    {
        _end = Math.Max(_end, _events.Now);
        if (_next++ >= _case.Companies)
        {
            return;
        }

        Stage(throttle, 0, isReseller: false, () => _events.At(
            processor.Take(_events.Now, _case.ProcessorSeconds), () => TakeCompany(throttle, processor)));
    }

    private void Stage(ModelThrottle throttle, int stage, bool isReseller, Action onDone)
    {
        if (stage == _case.Stages.Count)
        {
            onDone();
            return;
        }

        // Of the reseller no report's detail is fetched, only the catalogue.
        var open = isReseller && stage == 1 ? 1 : _case.Stages[stage];
        for (var call = open; call > 0; call--)
        {
            throttle.Call(() =>
            {
                if (--open == 0)
                {
                    Stage(throttle, stage + 1, isReseller, onDone);
                }
            });
        }
    }

    private ModelThrottle Throttle()
    {
        _throttles.Add(new ModelThrottle(_events, _limit, _case));
        return _throttles[^1];
    }

    private sealed class Processor
    {
        private double _freeAt;

        /// <summary>When the work is done, after what was asked for before.</summary>
        public double Take(double now, double seconds) => _freeAt = Math.Max(now, _freeAt) + seconds;
    }
}
