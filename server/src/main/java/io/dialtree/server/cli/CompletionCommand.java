package io.dialtree.server.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dialtree completion bash}: a script that completes commands and options. */
@Command(
    name = "completion",
    description =
        "Prints a script that completes this command; load it with: source <(dialtree completion bash)",
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  /** Shells there are scripts for; zsh takes the same one. */
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", description = "the shell")
  private Shell shell = Shell.BASH;

  @SuppressWarnings("NullAway") // picocli fills the field before anything runs
  CompletionCommand() {
    spec = null;
  }

  @Override
  public Integer call() {
    if (shell == Shell.ZSH) {
      System.out.println("autoload -U +X bashcompinit && bashcompinit");
    }
    System.out.print(AutoComplete.bash("dialtree", spec.root().commandLine()));
    return ExitCode.OK;
  }
}
