namespace HelpDesk.Channels.Connector;

/// <summary>What became of a call to a channel. Nothing that a channel or the network does is an exception.</summary>
public abstract record ConnectorResult<T>
{
    private ConnectorResult() { }

    /// <summary>The channel has done it.</summary>
    public sealed record Done(T Value) : ConnectorResult<T>;

    /// <summary>It may work later: the channel is busy or broken, or did not answer.</summary>
    /// <param name="After">How long the channel asks to be left alone; null where it does not say.</param>
    /// <param name="Why">For logs: a status or the kind of failure, never content.</param>
    /// <param name="WasAnswered">The channel itself said so; false where it could not be reached, or was silent.</param>
    public sealed record Retry(TimeSpan? After, string Why, bool WasAnswered) : ConnectorResult<T>;

    /// <summary>It will never work as it is.</summary>
    /// <param name="Status">HTTP status; 0 where no call was made.</param>
    /// <param name="Code">The channel's own error code, or ours where no call was made.</param>
    public sealed record Refused(int Status, string Code) : ConnectorResult<T>;
}

/// <param name="Id">The id that the channel gave to the activity; null where it gave none.</param>
public sealed record SentActivity(string? Id);

/// <param name="Id">Of the conversation.</param>
/// <param name="ActivityId">Of the message that it was begun with.</param>
public sealed record CreatedConversation(string? Id, string? ActivityId, string? ServiceUrl);

/// <param name="ContinuationToken">Asks for the next page; null on the last.</param>
public sealed record MembersPage(IReadOnlyList<ConversationMember>? Members, string? ContinuationToken);
