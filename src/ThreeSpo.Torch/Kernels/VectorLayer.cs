namespace ThreeSpo.Torch.Kernels;

/// <summary>The weights of one layer.</summary>
/// <param name="Before">The norm before attention, shape [D rounded up to 16].</param>
/// <param name="Query">D to H·d.</param>
/// <param name="KeyValue">D to K·d keys and, from the next multiple of 16 on, K·d values.</param>
/// <param name="QueryNorm">The norm of each query, shape [d rounded up]; null where there is none.</param>
/// <param name="KeyNorm">The norm of each key, shape [d rounded up]; null where there is none.</param>
/// <param name="Output">H·d to D.</param>
/// <param name="Between">The norm before the feed-forward layer, shape [D rounded up].</param>
/// <param name="GateUp">D to the gate and, from the next multiple of 16 on, what it lets pass.</param>
/// <param name="Down">The feed-forward layer's width to D.</param>
internal sealed record VectorLayer(
    KeptFloats Before, PackedMatrix Query, PackedMatrix KeyValue, KeptFloats? QueryNorm, KeptFloats? KeyNorm, PackedMatrix Output,
    KeptFloats Between, PackedMatrix GateUp, PackedMatrix Down);
