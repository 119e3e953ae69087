using System.Runtime.Intrinsics;

namespace ThreeSpo.Torch.Models.Fused;

/// <summary>Single heads of single rows, in single precision.</summary>
internal static unsafe class HeadRows<T>
    where T : struct, INumbers
{
    /// <summary>Copies a head, with zeros up to its padded width.</summary>
    public static void Read(void* from, nint at, float* to, in AttentionShape shape)
    {
        int i = 0;
        for (; i + 16 <= shape.Size; i += 16)
            T.Load(from, at + i).Store(to + i);
        for (; i < shape.Size; i++)
            to[i] = T.Get(from, at + i);
        for (; i < shape.Padded; i++)
            to[i] = 0;
    }

    /// <summary>Copies a head back.</summary>
    public static void Write(float* from, void* to, nint at, in AttentionShape shape)
    {
        int i = 0;
        for (; i + 16 <= shape.Size; i += 16)
            T.Store(Vector512.Load(from + i), to, at + i);
        for (; i < shape.Size; i++)
            T.Set(to, at + i, from[i]);
    }

    /// <summary>Turns a head by its position, or back, and scales it.</summary>
    /// <param name="head">Shape [d].</param>
    /// <param name="cosine">Shape [d]; the second half as the first.</param>
    /// <param name="sine">Shape [d].</param>
    /// <param name="shape">d.</param>
    /// <param name="direction">1, or −1 to turn back.</param>
    /// <param name="scale">What it is multiplied by.</param>
    public static void Turn(float* head, float* cosine, float* sine, in AttentionShape shape, float direction, float scale)
    {
        int half = shape.Size / 2;
        int i = 0;
        for (; i + 16 <= half; i += 16)
        {
            var first = Vector512.Load(head + i);
            var second = Vector512.Load(head + half + i);
            Vector512<float> cos = Vector512.Load(cosine + i) * scale;
            Vector512<float> sin = Vector512.Load(sine + i) * (scale * direction);
            ((first * cos) - (second * sin)).Store(head + i);
            ((second * cos) + (first * sin)).Store(head + half + i);
        }

        for (; i < half; i++)
        {
            (float first, float second) = (head[i], head[half + i]);
            (float cos, float sin) = (cosine[i] * scale, sine[i] * scale * direction);
            head[i] = (first * cos) - (second * sin);
            head[half + i] = (second * cos) + (first * sin);
        }
    }

    /// <summary>[rows, d'] as [d', to], the rest of each row 0.</summary>
    public static void Transpose(float* from, int rows, float* to, int width, in AttentionShape shape)
    {
        for (int i = 0; i < shape.Padded; i++)
        {
            float* line = to + ((nint)i * width);
            for (int row = 0; row < rows; row++)
                line[row] = from[((nint)row * shape.Padded) + i];

            new Span<float>(line + rows, width - rows).Clear();
        }
    }
}
