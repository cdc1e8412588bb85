package io.zaiko.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Types options of groups that a variable stands for. picocli asks for defaults only within groups
 * of which something was typed; without this {@code ZAIKO_CLIENT} and {@code ZAIKO_REQUEST_ID}
 * would be passed over in silence, and a command that is sent again would be executed twice.
 *
 * <p>What was typed goes before a variable: where a typed option excludes another one, the other's
 * variable does not count.
 */
final class EnvironmentArguments {
  private final Map<String, String> environment;

  EnvironmentArguments(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The arguments together with what variables add to them.
   *
   * @param probe a command line that is used to read the arguments once, and not afterwards
   */
  String[] complete(CommandLine probe, String... args) {
    if (environment.keySet().stream().noneMatch(name -> name.startsWith("ZAIKO_"))) {
      return args;
    }
    collectErrors(probe);
    ParseResult typed = probe.parseArgs(args);
    while (typed.hasSubcommand()) {
      typed = typed.subcommand();
    }
    Set<ArgSpec> given = Set.copyOf(typed.matchedArgs());
    List<String> added = new ArrayList<>();
    for (OptionSpec option : typed.commandSpec().options()) {
      String value = EnvironmentDefaults.valueOf(option, environment);
      if (value != null && option.group() != null && !isDecided(option, given)) {
        added.add(option.longestName() + "=" + value);
      }
    }
    return joined(args, added);
  }

  private static void collectErrors(CommandLine command) {
    command.getCommandSpec().parser().collectErrors(true);
    command.getSubcommands().values().forEach(EnvironmentArguments::collectErrors);
  }

  /** Whether the option, or one that it cannot stand beside, was typed. */
  private static boolean isDecided(OptionSpec option, Set<ArgSpec> given) {
    if (given.contains(option)) {
      return true;
    }
    ArgGroupSpec below = null;
    for (ArgGroupSpec group = option.group(); group != null; group = group.parentGroup()) {
      if (group.exclusive() && excludes(group, below, given)) {
        return true;
      }
      below = group;
    }
    return false;
  }

  /** Whether something of an exclusive group was typed that is not of its part {@code own}. */
  private static boolean excludes(ArgGroupSpec group, ArgGroupSpec own, Set<ArgSpec> given) {
    return given.stream().anyMatch(typed -> isWithin(typed, group) && !isWithin(typed, own));
  }

  private static boolean isWithin(ArgSpec argument, ArgGroupSpec group) {
    ArgGroupSpec own = argument.group();
    while (own != null && !own.equals(group)) {
      own = own.parentGroup();
    }
    return own != null;
  }

  /** Before {@code --}, behind which nothing is an option. */
  private static String[] joined(String[] args, List<String> added) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    int end = all.indexOf("--");
    all.addAll(end < 0 ? all.size() : end, added);
    return all.toArray(String[]::new);
  }
}
