package io.zaiko.cli;

import io.zaiko.cli.bench.BenchCommand;
import io.zaiko.cli.bench.CompareCommand;
import io.zaiko.cli.bench.ConvertCommand;
import io.zaiko.cli.bench.ConvertPharmaciesCommand;
import io.zaiko.cli.bench.ConvertPosCommand;
import io.zaiko.cli.bench.ConvertRetailerCommand;
import io.zaiko.cli.bench.GuardCommand;
import io.zaiko.cli.bench.LoadCommand;
import io.zaiko.cli.bench.RecoverCommand;
import io.zaiko.cli.bench.ReportCommand;
import io.zaiko.cli.bench.SnapshotCostCommand;
import io.zaiko.cli.bench.SoakCommand;
import io.zaiko.cli.command.AdjustCommand;
import io.zaiko.cli.command.BandsCommand;
import io.zaiko.cli.command.BasketCommand;
import io.zaiko.cli.command.CommitCommand;
import io.zaiko.cli.command.CountCloseCommand;
import io.zaiko.cli.command.CountCommand;
import io.zaiko.cli.command.CountOpenCommand;
import io.zaiko.cli.command.DefineCommand;
import io.zaiko.cli.command.DefineLocationCommand;
import io.zaiko.cli.command.DefineSkuCommand;
import io.zaiko.cli.command.DeleteCommand;
import io.zaiko.cli.command.DeleteLocationCommand;
import io.zaiko.cli.command.DeleteSkuCommand;
import io.zaiko.cli.command.DeviceCommand;
import io.zaiko.cli.command.ExtendCommand;
import io.zaiko.cli.command.FulfilCommand;
import io.zaiko.cli.command.LowCommand;
import io.zaiko.cli.command.MoveCommand;
import io.zaiko.cli.command.OversoldCommand;
import io.zaiko.cli.command.QuotaCommand;
import io.zaiko.cli.command.ReallocateCommand;
import io.zaiko.cli.command.ReceiveCommand;
import io.zaiko.cli.command.ReleaseCommand;
import io.zaiko.cli.command.ReopenCommand;
import io.zaiko.cli.command.ReservationCommand;
import io.zaiko.cli.command.ReserveCommand;
import io.zaiko.cli.command.ReturnCommand;
import io.zaiko.cli.command.SafetyCommand;
import io.zaiko.cli.command.SellCommand;
import io.zaiko.cli.command.ShortCommand;
import io.zaiko.cli.command.StageCommand;
import io.zaiko.cli.command.StockCommand;
import io.zaiko.cli.command.SuspendCommand;
import io.zaiko.cli.command.TransferCancelCommand;
import io.zaiko.cli.command.TransferCloseCommand;
import io.zaiko.cli.command.TransferCommand;
import io.zaiko.cli.command.TransferDispatchCommand;
import io.zaiko.cli.command.TransferReceiveCommand;
import io.zaiko.cli.command.TransferRequestCommand;
import io.zaiko.cli.command.UnstageCommand;
import io.zaiko.cli.demo.DemoCommand;
import io.zaiko.cli.imports.ImportCommand;
import io.zaiko.cli.output.Console;
import io.zaiko.cli.replay.AsOfCommand;
import io.zaiko.cli.replay.LedgerCommand;
import io.zaiko.cli.replay.QuarantineCommand;
import io.zaiko.cli.replay.ReplayCommand;
import io.zaiko.cli.replay.StatsCommand;
import io.zaiko.cli.replay.TailCommand;
import io.zaiko.cli.replay.UnmatchedCommand;
import io.zaiko.cli.replay.VerifyCommand;
import io.zaiko.cli.serve.ServeCommand;
import io.zaiko.cli.simulate.SimulateCommand;
import io.zaiko.cli.snapshot.SnapshotCommand;
import io.zaiko.cli.trace.TracePlayCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Hangs every command into its place. */
final class CommandTree {
  private CommandTree() {}

  static void add(CommandLine root, Console console) {
    root.addSubcommand(new DemoCommand(console));
    root.addSubcommand(new ServeCommand(console));
    CommandLine define = new CommandLine(new DefineCommand(console));
    define.addSubcommand(new DefineSkuCommand(console));
    define.addSubcommand(new DefineLocationCommand(console));
    root.addSubcommand(define);
    CommandLine delete = new CommandLine(new DeleteCommand(console));
    delete.addSubcommand(new DeleteSkuCommand(console));
    delete.addSubcommand(new DeleteLocationCommand(console));
    root.addSubcommand(delete);
    root.addSubcommand(new SuspendCommand(console));
    root.addSubcommand(new ReopenCommand(console));
    root.addSubcommand(new SafetyCommand(console));
    root.addSubcommand(new QuotaCommand(console));
    root.addSubcommand(new BandsCommand(console));
    root.addSubcommand(new ImportCommand(console));
    root.addSubcommand(new TracePlayCommand(console));
    addQuestions(root, console);
    addReservations(root, console);
    addFacts(root, console);
    root.addSubcommand(replay(console));
    root.addSubcommand(new SnapshotCommand(console));
    root.addSubcommand(new SimulateCommand(console));
    root.addSubcommand(bench(console));
    root.addSubcommand(completion());
    root.getSubcommands().values().forEach(CommandTree::addHelp);
  }

  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help.")
              .build());
    }
    command.getSubcommands().values().forEach(CommandTree::addHelp);
  }

  private static void addQuestions(CommandLine root, Console console) {
    root.addSubcommand(new StockCommand(console));
    root.addSubcommand(new BasketCommand(console));
    root.addSubcommand(new ReservationCommand(console));
    root.addSubcommand(new OversoldCommand(console));
    root.addSubcommand(new LowCommand(console));
    root.addSubcommand(new DeviceCommand(console));
  }

  private static void addReservations(CommandLine root, Console console) {
    root.addSubcommand(new ReserveCommand(console));
    root.addSubcommand(new CommitCommand(console));
    root.addSubcommand(new StageCommand(console));
    root.addSubcommand(new UnstageCommand(console));
    root.addSubcommand(new ExtendCommand(console));
    root.addSubcommand(new FulfilCommand(console));
    root.addSubcommand(new ShortCommand(console));
    root.addSubcommand(new ReleaseCommand(console));
    root.addSubcommand(new ReallocateCommand(console));
  }

  private static void addFacts(CommandLine root, Console console) {
    root.addSubcommand(new SellCommand(console));
    root.addSubcommand(new ReceiveCommand(console));
    root.addSubcommand(new ReturnCommand(console));
    root.addSubcommand(new AdjustCommand(console));
    CommandLine count = new CommandLine(new CountCommand(console));
    count.addSubcommand(new CountOpenCommand(console));
    count.addSubcommand(new CountCloseCommand(console));
    root.addSubcommand(count);
    root.addSubcommand(new MoveCommand(console));
    root.addSubcommand(transfer(console));
  }

  private static CommandLine transfer(Console console) {
    CommandLine transfer = new CommandLine(new TransferCommand(console));
    transfer.addSubcommand(new TransferRequestCommand(console));
    transfer.addSubcommand(new TransferCancelCommand(console));
    transfer.addSubcommand(new TransferDispatchCommand(console));
    transfer.addSubcommand(new TransferReceiveCommand(console));
    transfer.addSubcommand(new TransferCloseCommand(console));
    return transfer;
  }

  private static CommandLine replay(Console console) {
    CommandLine replay = new CommandLine(new ReplayCommand(console));
    replay.addSubcommand(new VerifyCommand(console));
    replay.addSubcommand(new StatsCommand(console));
    replay.addSubcommand(new AsOfCommand(console));
    replay.addSubcommand(new LedgerCommand(console));
    replay.addSubcommand(new UnmatchedCommand(console));
    replay.addSubcommand(new TailCommand(console));
    replay.addSubcommand(new QuarantineCommand(console));
    return replay;
  }

  private static CommandLine bench(Console console) {
    CommandLine convert = new CommandLine(new ConvertCommand(console));
    convert.addSubcommand(new ConvertRetailerCommand(console));
    convert.addSubcommand(new ConvertPosCommand(console));
    convert.addSubcommand(new ConvertPharmaciesCommand(console));
    CommandLine bench = new CommandLine(new BenchCommand(console));
    bench.addSubcommand(new LoadCommand(console));
    bench.addSubcommand(new CompareCommand(console));
    bench.addSubcommand(new SnapshotCostCommand(console));
    bench.addSubcommand(new RecoverCommand(console));
    bench.addSubcommand(new SoakCommand(console));
    bench.addSubcommand(new GuardCommand(console));
    bench.addSubcommand(new ReportCommand(console));
    bench.addSubcommand(convert);
    return bench;
  }

  private static CommandLine completion() {
    CommandLine completion = new CommandLine(new GenerateCompletion());
    completion
        .getCommandSpec()
        .usageMessage()
        .footer("", "Example:", "  source <(zaiko generate-completion)");
    return completion;
  }
}
