using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Yinfeng.Persistence;

/// <summary>Compiles, for one entity, how a row's values are put into a buffer: without a box and a call through EF for each value.</summary>
internal static class RowEncoder
{
    private static readonly ConcurrentDictionary<IEntityType, Delegate> Compiled = []; // As many as the model has entities; compiling one takes milliseconds.

    public static Action<BoundValues, T> Of<T>(IEntityType entity) => (Action<BoundValues, T>)Compiled.GetOrAdd(entity, Compile<T>);

    private static Action<BoundValues, T> Compile<T>(IEntityType entity)
    {
        var values = Expression.Parameter(typeof(BoundValues), "values");
        var row = Expression.Parameter(typeof(T), "row");
        var puts = entity.GetProperties().Select((property, i) => Put(values, row, property, checked((byte)(i + 1))));
        return Expression.Lambda<Action<BoundValues, T>>(Expression.Block(puts), values, row).Compile();
    }

    private static Expression Put(Expression values, Expression row, IProperty property, byte column)
    {
        Expression value = Expression.Property(row, property.PropertyInfo
            ?? throw new NotSupportedException($"{property.DeclaringType.Name}.{property.Name} is no property of the class."));
        Expression? present = null;
        if (Nullable.GetUnderlyingType(value.Type) is not null)
        {
            present = Expression.Property(value, nameof(Nullable<>.HasValue));
            value = Expression.Call(value, nameof(Nullable<>.GetValueOrDefault), null);
        }
        if (property.GetTypeMapping().Converter is { } converter)
        {
            value = Expression.Invoke(converter.ConvertToProviderExpression, Fitting(value, converter.ModelClrType));
        }
        value = value.Type == typeof(int) ? Expression.Convert(value, typeof(long)) : value;
        var put = typeof(BoundValues).GetMethod(nameof(BoundValues.Put), BindingFlags.Public | BindingFlags.Instance, [typeof(byte), value.Type])
            ?? throw new NotSupportedException($"No column of type {value.Type.Name} is stored in bulk so far.");
        Expression call = Expression.Call(values, put, Expression.Constant(column), value);
        return present is null ? call : Expression.IfThen(present, call);
    }

    private static Expression Fitting(Expression value, Type type) => value.Type == type ? value : Expression.Convert(value, type);
}
