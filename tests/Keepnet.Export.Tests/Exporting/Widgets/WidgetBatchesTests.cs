using Keepnet.Export.Exporting.Widgets;

namespace Keepnet.Export.Tests.Exporting.Widgets;

public sealed class WidgetBatchesTests
{
    private static readonly string[] Ids = ["a", "b", "c", "d", "e"];

    private readonly WidgetBatches _batches = new(2);

    [Fact]
    public void Makes_the_fewest_batches_in_the_order_given_when_nothing_has_failed() => Assert.Equal("ab cd e", Batches());

    [Fact]
    public void Keeps_an_id_that_failed_alone_out_of_the_batches()
    {
        _batches.Failed("b");

        Assert.Equal("ac de b?", Batches());
    }

    [Fact]
    public void Takes_an_id_back_after_it_was_answered_three_times_in_a_row()
    {
        _batches.Failed("b");
        AnswerTwice("b");
        _batches.Failed("b");
        AnswerTwice("b");
        Assert.Equal("ac de b?", Batches());

        _batches.Answered("b");

        Assert.Equal("ab cd e", Batches());
    }

    [Fact]
    public void An_answer_makes_no_suspect()
    {
        _batches.Answered("b");

        Assert.Equal("ab cd e", Batches());
    }

    [Fact]
    public void Remembers_a_thousand_ids_at_most()
    {
        for (var number = 0; number < 1000; number++)
        {
            _batches.Failed($"other-{number}");
        }

        _batches.Failed("b");

        Assert.Equal("ab cd e", Batches());
    }

    private void AnswerTwice(string id)
    {
        _batches.Answered(id);
        _batches.Answered(id);
    }

    private string Batches() => string.Join(' ', _batches.Of(Ids).Select(batch => string.Concat(batch.Ids) + (batch.IsSuspect ? "?" : "")));
}
