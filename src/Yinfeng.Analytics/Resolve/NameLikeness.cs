namespace Yinfeng.Analytics.Resolve;

/// <summary>Why a written name may mean a company.</summary>
public enum LikenessReason { None, Same, FormerName, Form, Brackets, PlaceLeftOut, PlaceAdded, Slip, Shortened, HeadOffice, OtherPlace, OtherName }

/// <param name="Score">0 to 1; 1 is the same name but for script, width and brackets.</param>
public readonly record struct NameLikeness(double Score, LikenessReason Reason);
