using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Gate;
using ThreeSpo.Torch.Models;
using static TorchSharp.torch;

namespace ThreeSpo.Tests.Torch.Gate;

public sealed class DeviceGateTests
{
    public DeviceGateTests() => RecordedModel.RequireTorch();

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Every_operation_of_the_engine_passes_on_this_processor(ScalarType type)
    {
        GateFinding[] findings = [.. Operations.All.SelectMany(operation => OperationGate.Try(operation, CPU, type))];

        Assert.True(findings.Length > Operations.All.Count);
        Assert.All(findings, finding => Assert.True(finding.Passed, $"{finding}"));
    }

    [Theory]
    [InlineData(DecoderFamily.Qwen2)]
    [InlineData(DecoderFamily.Qwen3)]
    [InlineData(DecoderFamily.Llama)]
    public void A_model_of_each_family_passes_on_this_processor(DecoderFamily family)
    {
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.BFloat16 })
        {
            IReadOnlyList<GateFinding> findings = ModelGate.Try(family, CPU, type);

            Assert.Equal(type is ScalarType.Float32 ? 7 : 6, findings.Count);
            Assert.All(findings, finding => Assert.True(finding.Passed, $"{finding}"));
        }
    }

    [Fact]
    public void An_operation_whose_result_is_off_on_the_device_shuts_the_gate()
    {
        Operation silu = Operations.All.Single(operation => operation.Name == "silu");
        Operation broken = silu with { Act = inputs => inputs[0].dtype == ScalarType.Float64 ? silu.Act(inputs) : silu.Act(inputs) * 1.001f };

        IReadOnlyList<GateFinding> findings = OperationGate.Try(broken, CPU, ScalarType.Float32);

        Assert.All(findings, finding => Assert.False(finding.Passed));
        Assert.InRange(findings[0].Error, 0.0009, 0.0011);
    }

    [Fact]
    public void An_operation_whose_gradient_alone_is_off_shuts_the_gate()
    {
        Operation exp = Operations.All.Single(operation => operation.Name == "exp");

        // x + (y − x) without the gradient of the bracket: y forward, x backward.
        Operation broken = exp with { Act = inputs => inputs[0].dtype == ScalarType.Float64 ? exp.Act(inputs) : inputs[0] + (exp.Act(inputs) - inputs[0]).detach() };

        IReadOnlyList<GateFinding> findings = OperationGate.Try(broken, CPU, ScalarType.Float32);

        Assert.True(findings.Single(finding => finding.Pass is GatePass.Forward).Passed);
        Assert.False(findings.Single(finding => finding.Pass is GatePass.Backward).Passed);
    }

    [Fact]
    public void An_operation_that_gives_no_number_shuts_the_gate()
    {
        Operation exp = Operations.All.Single(operation => operation.Name == "exp");
        Operation broken = exp with { Act = inputs => exp.Act(inputs) * (inputs[0].dtype == ScalarType.Float64 ? 1 : float.NaN) };

        Assert.All(OperationGate.Try(broken, CPU, ScalarType.Float32), finding => Assert.False(finding.Passed));
    }

    [Fact]
    public void An_operation_that_does_not_run_shuts_the_gate_and_says_why()
    {
        Operation linear = Operations.All.Single(operation => operation.Name == "linear");
        Operation broken = linear with { Act = inputs => linear.Act([inputs[0].narrow(-1, 0, 5), inputs[1]]) };

        GateFinding finding = Assert.Single(OperationGate.Try(broken, CPU, ScalarType.Float32));

        Assert.False(finding.Passed);
        Assert.Contains("shapes", finding.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', finding.Problem!);
    }
}
