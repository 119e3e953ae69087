using System.Reflection;
using ThreeSpo.Outside;

namespace ThreeSpo.Settings;

/// <summary>Collects settings from several sources, checks all of them, and hands them out as typed records.</summary>
/// <remarks>To add a setting: add a property with a default, a [Description] and a [Range] to one of the records. Nothing else.</remarks>
public sealed class SettingsSheet
{
    private readonly Dictionary<string, Setting> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (object Value, string Text, string Origin)> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _faults = [];

    /// <summary>Opens a sheet for some settings records.</summary>
    /// <param name="records">Record types with a parameterless constructor; no two of their keys are equal.</param>
    public SettingsSheet(params Type[] records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (Type record in records)
        {
            object defaults = Activator.CreateInstance(record)!;
            foreach (PropertyInfo property in record.GetProperties().Where(property => property.CanWrite))
            {
                var setting = new Setting(property, defaults);
                _settings.Add(setting.Key, setting);
            }
        }
    }

    /// <summary>Keys that are read elsewhere, such as "preset"; proposed where a word is not known.</summary>
    public IReadOnlyList<string> AlsoKnown { get; init; } = [];

    /// <summary>Every setting, in the order of the records.</summary>
    public IEnumerable<Setting> All => _settings.Values;

    /// <summary>Takes in values; later calls win over earlier ones. Faults are collected, not thrown.</summary>
    /// <param name="values">Keys and texts.</param>
    /// <param name="origin">Where they come from: "preset branch", a file's path, "command line".</param>
    public SettingsSheet Take(IEnumerable<KeyValuePair<string, string>> values, string origin)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach ((string key, string text) in values)
        {
            if (!_settings.TryGetValue(key, out Setting? setting))
                _faults.Add($"{origin}: there is no setting '{Printable.Line(key)}'. Did you mean '{Nearest.To(key, [.. _settings.Keys, .. AlsoKnown])}'? See all with: 3spo explain settings");
            else if (setting.TryRead(text, out object? value) is { } fault)
                _faults.Add($"{origin}: {fault}");
            else
                _given[key] = (value!, text, origin);
        }

        return this;
    }

    /// <summary>Adds a fault found elsewhere, so that it is reported with the others.</summary>
    public void AddFault(string fault) => _faults.Add(fault);

    /// <summary>Refuses the sheet if anything on it is wrong.</summary>
    /// <exception cref="SettingsException">Something is; the message lists everything.</exception>
    public void Check()
    {
        if (_faults.Count > 0)
            throw new SettingsException([.. _faults]);
    }

    /// <summary>The settings of one record.</summary>
    public T Read<T>()
        where T : new()
    {
        Check();
        object record = new T();
        foreach (Setting setting in _settings.Values.Where(setting => setting.Property.DeclaringType == typeof(T)))
        {
            if (_given.TryGetValue(setting.Key, out (object Value, string Text, string Origin) given))
                setting.Property.SetValue(record, given.Value);
        }

        return (T)record;
    }

    /// <summary>The keys of one record.</summary>
    public IEnumerable<string> KeysOf<T>() =>
        _settings.Values.Where(setting => setting.Property.DeclaringType == typeof(T)).Select(setting => setting.Key);

    /// <summary>Every setting with its value and where that comes from.</summary>
    public IEnumerable<(Setting Setting, string Value, string Origin)> Values() =>
        _settings.Values.Select(setting => _given.TryGetValue(setting.Key, out (object Value, string Text, string Origin) given)
            ? (setting, Setting.Text(given.Value), given.Origin)
            : (setting, setting.Default, "default"));
}
