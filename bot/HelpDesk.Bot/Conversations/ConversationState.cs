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

    /// <summary>What is being talked about with the desk; null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DeskTalk? Desk { get; init; }

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

/// <param name="Asked">What the bot asked for and has not been told; null where nothing is open.</param>
/// <param name="Ticket">The id of the ticket that it asked about; null for none.</param>
/// <param name="Scope">The path of another team that was told last: whoever writes on means something else by it.</param>
public sealed record DeskTalk(DeskQuestion? Asked = null, string? Ticket = null, string? Scope = null);

public enum DeskQuestion
{
    /// <summary>What a new ticket is about.</summary>
    Subject,

    /// <summary>What is to be added to a ticket.</summary>
    Comment,

    /// <summary>How the help was.</summary>
    Rating,

    /// <summary>Nothing any more: the person went on to something else instead of saying whether it is fixed.</summary>
    Dropped,
}

public sealed record GuidePlace(string Question, string Article, string Node);

public enum QuestionStage { Choosing, Judging, Solved, Unsolved, HandedOff }

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ConversationState))]
public sealed partial class ConversationJson : JsonSerializerContext;
