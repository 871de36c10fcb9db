using System.Globalization;

namespace Yinfeng.Bulletins.Docx;

/// <summary>Writes the bulletin as docx after GB/T 9704. Pure: the same model gives the same bytes.</summary>
internal static class BulletinDocument
{
    public static byte[] Write(BulletinModel model) => OfficialDocument.Write(model.Banner, model.Fonts, model.Title, model.Organ,
        model.IssuedOn ?? DateOnly.ParseExact(model.Period + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture),
        [.. DocxHead.Of(model), .. DocxBody.Of(model), .. DocxEnd.Of(model)]);
}
