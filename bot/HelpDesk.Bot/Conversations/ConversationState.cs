using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpDesk.Bot.Conversations;

/// <summary>What the bot remembers of one conversation between turns; stored with it as JSON.</summary>
public sealed record ConversationState
{
    /// <summary>Older cards than this many questions back are answered with a word, not with their article.</summary>
    public const int QuestionsKept = 5;

    public int Schema { get; init; } = 1;

    public bool Greeted { get; init; }

    /// <summary>The bot was taken out of the conversation: whatever it said now would reach nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Removed { get; init; }

    /// <summary>Questions in a row that found nothing. The second one offers a person instead of saying so again.</summary>
    public int Misses { get; init; }

    /// <summary>Oldest first, at most <see cref="QuestionsKept"/>.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>Where the person is in an article's guide; null while they walk none.</summary>
    public GuidePlace? Guide { get; init; }

    [JsonIgnore] public Question? Current => Questions.Count == 0 ? null : Questions[^1];

    public ConversationState With(Question question)
    {
        var others = Questions.Where(q => q.Id != question.Id);
        return this with { Questions = [.. others.TakeLast(QuestionsKept - 1), question] };
    }

    public Question? Find(string? questionId) => Questions.FirstOrDefault(q => q.Id == questionId);
}

/// <param name="Id">Id of the activity that asked it.</param>
/// <param name="Text">The person's words.</param>
/// <param name="Stage">What the person is expected to say next.</param>
/// <param name="Shown">Ids of the articles shown for it, in order; the last one is the one being judged.</param>
/// <param name="Choices">Ids of the articles offered to choose from.</param>
public sealed record Question(string Id, string Text, QuestionStage Stage, IReadOnlyList<string> Shown, IReadOnlyList<string> Choices);

public sealed record GuidePlace(string Question, string Article, string Node);

public enum QuestionStage { Choosing, Judging, Solved, Unsolved }

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ConversationState))]
public sealed partial class ConversationJson : JsonSerializerContext;
