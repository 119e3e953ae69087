namespace ThreeSpo.Tests.Torch.Text.Templates;

/// <summary>Chat templates in the style of families of models, for tests that need nobody's files.</summary>
internal static class OwnTemplates
{
    /// <summary>ChatML, with a system message where there is none.</summary>
    public const string ChatMl =
        """
        {%- for message in messages %}
            {%- if loop.first and message.role != 'system' %}
                {{- '<|im_start|>system\nBe of use.<|im_end|>\n' }}
            {%- endif %}
            {{- '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>' + '\n' }}
        {%- endfor %}
        {%- if add_generation_prompt %}
            {{- '<|im_start|>assistant\n' }}
        {%- endif %}

        """;

    /// <summary>As Llama 3's are: a first token, headers, a date, calls of tools, a macro.</summary>
    public const string Llama =
        """
        {{- bos_token }}
        {%- if strftime_now is defined and not date_string is defined %}
            {%- set date_string = strftime_now("%d %b %Y") %}
        {%- endif %}
        {%- set first = messages[0].content | trim if messages[0]['role'] == 'system' else '' %}
        {%- set messages = messages[1:] if messages[0]['role'] == 'system' else messages %}
        {#- The date stands in every conversation. #}
        {{- '<|start_header_id|>system<|end_header_id|>\n\nIt is ' ~ date_string ~ '.\n\n' ~ first ~ '<|eot_id|>' }}
        {%- macro say(role, text) %}
        <|start_header_id|>{{ role }}<|end_header_id|>

        {{ text | trim }}<|eot_id|>
        {%- endmacro %}
        {%- for message in messages %}
            {%- if message.tool_calls is defined and message.tool_calls %}
                {%- if message.tool_calls | length > 1 %}
                    {{- raise_exception('One call at a time.') }}
                {%- endif %}
                {%- set call = message.tool_calls[0].function %}
                {{- say('assistant', '{"name": "' + call.name + '", "parameters": ' + call.arguments | tojson + '}') }}
            {%- elif message.role == 'tool' %}
                {{- say('ipython', message.content | tojson) }}
            {%- else %}
                {{- say(message.role, message.content) }}
            {%- endif %}
        {%- endfor %}
        {%- if add_generation_prompt %}
            {{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}
        {%- endif %}

        """;

    /// <summary>As Mistral's are: turns that must alternate, the system message in the last of them, an end behind each answer.</summary>
    public const string Mistral =
        """
        {%- set ns = namespace(turns=0, system='') %}
        {%- if messages[0].role == 'system' %}
            {%- set ns.system = messages[0].content + '\n\n' %}
            {%- set talk = messages[1:] %}
        {%- else %}
            {%- set talk = messages %}
        {%- endif %}
        {%- for message in talk if message.role != 'tool' %}
            {%- if (message.role == 'user') != (ns.turns % 2 == 0) %}
                {{- raise_exception('Turns must go user, assistant, user; found ' ~ message.role ~ ' at ' ~ loop.index) }}
            {%- endif %}
            {%- set ns.turns = ns.turns + 1 %}
        {%- endfor %}
        {{- bos_token }}
        {%- for message in talk %}
            {%- if message.role == 'user' %}
                {{- '[INST] ' ~ (ns.system if loop.last) ~ message.content ~ '[/INST]' }}
            {%- elif message.role == 'tool' %}
                {{- '[TOOL_RESULTS] ' ~ {'content': message.content} | tojson ~ '[/TOOL_RESULTS]' }}
            {%- else %}
                {% generation %}{{- ' ' + message.content | trim + eos_token }}{% endgeneration %}
            {%- endif %}
        {%- endfor %}

        """;

    /// <summary>A template by the name of its constant.</summary>
    public static string Named(string name) => name switch { nameof(ChatMl) => ChatMl, nameof(Llama) => Llama, _ => Mistral };
}
