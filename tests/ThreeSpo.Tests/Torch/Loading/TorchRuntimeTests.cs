using System.Runtime.InteropServices;
using System.Text.Json;
using ThreeSpo.Tests.Cli;
using ThreeSpo.Tests.Torch.Models;
using ThreeSpo.Torch.Loading;

namespace ThreeSpo.Tests.Torch.Loading;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void On_linux_tensors_work_and_the_report_says_whose()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64, "The pinned package of libtorch is for Linux on x64.");

        TorchReport report = TorchRuntime.Report;

        Assert.Null(report.Problem);
        Assert.True(File.Exists(Path.Combine(report.Folder!, "libtorch_cpu.so")), report.Folder);
        Assert.True(File.Exists(report.Shim), report.Shim);
        using TorchSharp.torch.Tensor sum = TorchSharp.torch.ones(2, 3).sum();
        Assert.Equal(6, sum.item<float>());
        TorchRuntime.Require();
    }

    [Fact]
    public void One_thread_of_the_library_serves_each_of_ours()
    {
        RecordedModel.RequireTorch();
        Assert.Equal(1, TorchSharp.torch.get_num_threads());
    }

    [Fact]
    public async Task A_folder_without_libtorch_is_reported_with_what_to_do()
    {
        using var folder = new TemporaryFolder();

        Program3spo.Outcome outcome = await Program3spo.RunWithAsync(Naming(folder.Path), null, "doctor", "--json");

        string problem = Problem(outcome);
        Assert.Contains(folder.Path, problem, StringComparison.Ordinal);
        Assert.Contains(TorchRuntime.Variable, problem, StringComparison.Ordinal);
        Assert.Contains("policy=start", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_library_is_reported_and_not_thrown()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(OperatingSystem.IsWindows() ? "torch_cpu.dll" : OperatingSystem.IsMacOS() ? "libtorch_cpu.dylib" : "libtorch_cpu.so"), "none");

        string problem = Problem(await Program3spo.RunWithAsync(Naming(folder.Path), null, "doctor", "--json"));

        Assert.Contains($"libtorch in {folder.Path} did not load", problem, StringComparison.Ordinal);
        Assert.Contains(TorchRuntime.Variable, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tiny")]
    [InlineData("model")]
    public async Task Without_libtorch_a_language_model_is_one_clear_line_and_exit_code_2(string policy)
    {
        using var folder = new TemporaryFolder();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models", "tiny")))
            File.Copy(file, folder.File(Path.GetFileName(file)));

        Program3spo.Outcome outcome = await Program3spo.RunWithAsync(Naming(folder.Path), null, "eval", $"policy={(policy == "tiny" ? policy : folder.Path)}");

        Assert.Equal(2, outcome.Code);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.Contains(TorchRuntime.Variable, outcome.Errors, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Naming(string folder) => new() { [TorchRuntime.Variable] = folder };

    private static string Problem(Program3spo.Outcome outcome)
    {
        Assert.Equal((1, ""), (outcome.Code, outcome.Errors));
        string problem = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("problem").GetString()!;
        Assert.DoesNotContain(problem, char.IsControl);
        return problem;
    }
}
