using Yinfeng.Bulletins.Docx;
using Yinfeng.Closing;

namespace Yinfeng.Bulletins;

/// <summary>Writes the document of a closed month again from its frozen model. The template has done its part in the model.</summary>
internal sealed class IssuedDocument : IClosedDocument
{
    public byte[] Make(string modelJson, string templateText) => BulletinDocument.Write(BulletinModel.FromJson(modelJson));
}
