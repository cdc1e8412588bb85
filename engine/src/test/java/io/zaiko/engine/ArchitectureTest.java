package io.zaiko.engine;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** The table "The rooms of the engine" of docs/ARCHITECTURE.md. */
@AnalyzeClasses(packages = "io.zaiko.engine", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String PROTOCOL = "io.zaiko.protocol..";
  private static final String CHRONICLE = "net.openhft..";
  private static final String JNA = "com.sun.jna..";
  private static final String DISRUPTOR = "com.lmax..";
  private static final String MANAGEMENT = "com.sun.management..";
  private static final String LOGGING = "org.slf4j..";
  private static final String ECLIPSE_COLLECTIONS = "org.eclipse.collections..";

  @ArchTest static final ArchRule MEMORY = room("memory", JNA);

  @ArchTest static final ArchRule STOCK = room("stock", in("memory"));

  @ArchTest
  static final ArchRule RESERVATION =
      room("reservation", in("memory"), in("stock"), ECLIPSE_COLLECTIONS);

  @ArchTest static final ArchRule CORE = room("core", in("memory"), in("stock"), in("reservation"));

  @ArchTest
  static final ArchRule COMMAND =
      room("command", in("core"), in("memory"), in("stock"), in("reservation"), PROTOCOL);

  @ArchTest static final ArchRule JOURNAL = room("journal", PROTOCOL, CHRONICLE, JNA);

  @ArchTest
  static final ArchRule PIPELINE =
      room("pipeline", in("command"), in("journal"), PROTOCOL, DISRUPTOR, LOGGING);

  @ArchTest
  static final ArchRule RECOVERY =
      room("recovery", in("command"), in("core"), in("journal"), in("snapshot"), PROTOCOL, LOGGING);

  @ArchTest
  static final ArchRule SNAPSHOT =
      room(
          "snapshot",
          in("command"),
          in("core"),
          in("journal"),
          in("reservation"),
          in("stock"),
          PROTOCOL);

  @ArchTest
  static final ArchRule HOST = room("host", "io.zaiko.engine..", PROTOCOL, LOGGING, MANAGEMENT);

  @ArchTest
  static final ArchRule ONLY_THE_JOURNAL_SEES_CHRONICLE =
      noClasses()
          .that()
          .resideOutsideOfPackage(in("journal"))
          .should()
          .dependOnClassesThat(resideInAPackage(CHRONICLE));

  /**
   * The journal, what names its files, and what touches pages in the mapping it appends through.
   */
  @ArchTest
  static final ArchRule CHRONICLE_STAYS_BEHIND_THREE_CLASSES =
      noClasses()
          .that()
          .resideInAPackage(in("journal"))
          .and()
          .haveNameNotMatching(".*\\.(ChronicleJournal|FileCycles|PageToucher)(\\$.*)?")
          .should()
          .dependOnClassesThat(resideInAPackage(CHRONICLE));

  @ArchTest
  static final ArchRule ONLY_THE_PIPELINE_SEES_DISRUPTOR =
      noClasses()
          .that()
          .resideOutsideOfPackage(in("pipeline"))
          .should()
          .dependOnClassesThat(resideInAPackage(DISRUPTOR));

  /** What would make two replays of one journal differ. */
  @ArchTest
  static final ArchRule THE_STATE_MACHINE_IS_DETERMINISTIC =
      noClasses()
          .that()
          .resideInAnyPackage(
              in("memory"), in("stock"), in("reservation"), in("core"), in("command"))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.time..", "java.util.random..", "java.util.concurrent..")
                  .or(
                      named(
                          "java.util.HashMap",
                          "java.util.HashSet",
                          "java.util.IdentityHashMap",
                          "java.util.WeakHashMap",
                          "java.util.Random",
                          "java.util.SplittableRandom",
                          "java.util.UUID",
                          "java.util.Date",
                          "java.util.Timer")))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "identityHashCode", Object.class)
          .orShould()
          .callMethod(Math.class, "random");

  /** AvailabilityReader is what I/O threads use, and pauses while a record is being written. */
  @ArchTest
  static final ArchRule THE_STATE_MACHINE_KNOWS_NO_THREADS =
      noClasses()
          .that()
          .resideInAnyPackage(
              in("memory"), in("stock"), in("reservation"), in("core"), in("command"))
          .and()
          .doNotHaveSimpleName("AvailabilityReader")
          .should()
          .dependOnClassesThat(named("java.lang.Thread", "java.lang.ThreadLocal"));

  private static String in(String room) {
    return "io.zaiko.engine." + room + "..";
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return DescribedPredicate.describe(
        "are one of " + String.join(", ", names), type -> List.of(names).contains(type.getName()));
  }

  /** A room may know itself, the JDK, Agrona, and what is listed. */
  private static ArchRule room(String room, String... mayKnow) {
    List<String> allowed = new ArrayList<>(List.of(mayKnow));
    allowed.addAll(List.of(in(room), "java..", "javax..", "org.agrona.."));
    return classes()
        .that()
        .resideInAPackage(in(room))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed.toArray(String[]::new)).or(primitive()));
  }

  private static DescribedPredicate<JavaClass> primitive() {
    return DescribedPredicate.describe(
        "are primitive", type -> type.getBaseComponentType().isPrimitive());
  }
}
