using Yinfeng.Bulletins.Docx;
using Yinfeng.Closing;

namespace Yinfeng.Bulletins;

/// <summary>Makes the document of a closed month again from its frozen model. The template is in the model already: its words and its fonts.</summary>
internal sealed class ClosedDocument : IClosedDocument
{
    public byte[] Make(string modelJson, string templateText) => BulletinDocument.Write(BulletinModel.FromJson(modelJson));
}
