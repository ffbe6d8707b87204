import type { Command } from "commander";
import { UsageError } from "./exit-codes.ts";

export function define(program: Command): void {
  program
    .command("completion")
    .description("print a completion script for your shell")
    .argument("<bash|zsh|fish>", "the shell")
    .addHelpText(
      "after",
      `
Examples:
  oogst completion bash > ~/.local/share/bash-completion/completions/oogst
  oogst completion zsh > "\${fpath[1]}/_oogst"
  oogst completion fish > ~/.config/fish/completions/oogst.fish`,
    )
    .action(async (shell: string) => {
      const script = SCRIPTS[shell];
      if (script === undefined) throw new UsageError(`expected bash, zsh or fish, got \`${shell}\``);
      process.stdout.write(script(await wordsOf()));
    });
}

interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly options: readonly { readonly flag: string; readonly description: string }[];
}

/** The words are read from the program's own definitions, so that completion never lags behind. */
async function wordsOf(): Promise<CommandWords[]> {
  const [{ Command: Program }, { COMMANDS }] = await Promise.all([import("commander"), import("./commands.ts")]);
  const program = new Program("oogst");
  for (const load of Object.values(COMMANDS)) (await load()).define(program);
  return program.commands.map((command) => ({
    name: command.name(),
    description: firstLine(command.description()),
    options: command.options.map((option) => ({
      flag: option.long ?? option.short ?? "",
      description: firstLine(option.description),
    })),
  }));
}

const firstLine = (text: string) => text.split("\n", 1)[0] ?? "";

const SCRIPTS: Readonly<Record<string, (commands: readonly CommandWords[]) => string>> = {
  bash: (commands) => `# bash completion for oogst
_oogst() {
  local current="\${COMP_WORDS[COMP_CWORD]}" options=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")}" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(({ name, options }) => `    ${name}) options="${options.map(({ flag }) => flag).join(" ")}" ;;`).join("\n")}
  esac
  if [[ "$current" == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$current"))
  else COMPREPLY=($(compgen -W "$(ls selectors 2>/dev/null | sed -n 's/\\.yaml$//p')" -f -- "$current")); fi
}
complete -F _oogst oogst
`,
  zsh: (commands) => `#compdef oogst
_oogst() {
  local -a commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join("\n")}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  case "\${words[2]}" in
${commands.map(({ name, options }) => `    ${name}) _arguments ${options.map(({ flag, description }) => quoted(`${flag}[${description.replaceAll(/[[\]]/g, "")}]`)).join(" ")} '*:file:_files' ;;`).join("\n")}
  esac
}
_oogst "$@"
`,
  fish: (commands) =>
    `# fish completion for oogst\n${commands
      .flatMap(({ name, description, options }) => [
        `complete -c oogst -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
        ...options.map(
          (option) =>
            `complete -c oogst -n '__fish_seen_subcommand_from ${name}' -l ${option.flag.replace(/^--/, "")} -d ${quoted(option.description)}`,
        ),
      ])
      .join("\n")}\n`,
};

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
