using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Access;

/// <summary>A form that came after its sign-in had run out: kept for its person until they are back.</summary>
public sealed class KeptForm
{
    /// <summary>Random; of use to nobody but the person.</summary>
    public required string Id { get; init; }
    public long UserId { get; init; }

    /// <summary>A <see cref="TypedForm"/>, sealed with the key of the data folder.</summary>
    public required string Content { get; init; }
    public DateTime AtUtc { get; init; }
}

/// <summary>What was typed.</summary>
/// <param name="Path">Where the form was sent, with its query.</param>
/// <param name="From">The page it stood on, or null.</param>
/// <param name="Fields">In the form's order; a name may come more than once.</param>
/// <param name="Files">Names of chosen files: their content is not kept.</param>
public sealed record TypedForm(string Path, string? From, IReadOnlyList<TypedField> Fields, IReadOnlyList<string> Files);

public sealed record TypedField(string Name, string Value);

internal sealed class KeptFormMapping : IEntityTypeConfiguration<KeptForm>
{
    public void Configure(EntityTypeBuilder<KeptForm> form)
    {
        form.ToTable("kept_form");
        form.Property(f => f.Id).HasMaxLength(40);
        form.HasIndex(f => f.UserId);
    }
}
