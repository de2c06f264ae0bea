package io.dialtree.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of ARCHITECTURE.md. A rule that breaks names the class and the line. */
@AnalyzeClasses(packages = "io.dialtree", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundaryTest {
  private static final String[] SIP_LIBRARIES = {"javax.sip..", "javax.sdp..", "gov.nist.."};

  @ArchTest
  static final ArchRule configKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("io.dialtree.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dialtree.ivr..",
              "io.dialtree.sip..",
              "io.dialtree.media..",
              "io.dialtree.speech..",
              "io.dialtree.store..",
              "io.dialtree.server..");

  @ArchTest
  static final ArchRule ivrKnowsConfigOnly =
      noClasses()
          .that()
          .resideInAPackage("io.dialtree.ivr..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dialtree.sip..",
              "io.dialtree.media..",
              "io.dialtree.speech..",
              "io.dialtree.store..",
              "io.dialtree.server..");

  @ArchTest
  static final ArchRule sipMediaAndSpeechDoNotSeeEachOther =
      noClasses()
          .that()
          .resideInAPackage("io.dialtree.sip..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dialtree.config..",
              "io.dialtree.ivr..",
              "io.dialtree.media..",
              "io.dialtree.speech..",
              "io.dialtree.store..",
              "io.dialtree.server..");

  @ArchTest
  static final ArchRule mediaKnowsNeitherSipNorFlows =
      noClasses()
          .that()
          .resideInAPackage("io.dialtree.media..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dialtree.config..",
              "io.dialtree.ivr..",
              "io.dialtree.sip..",
              "io.dialtree.speech..",
              "io.dialtree.store..",
              "io.dialtree.server..");

  @ArchTest
  static final ArchRule speechKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("io.dialtree.speech..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dialtree.config..",
              "io.dialtree.ivr..",
              "io.dialtree.sip..",
              "io.dialtree.media..",
              "io.dialtree.store..",
              "io.dialtree.server..");

  @ArchTest
  static final ArchRule storeKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("io.dialtree.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.dialtree.config..",
              "io.dialtree.ivr..",
              "io.dialtree.sip..",
              "io.dialtree.media..",
              "io.dialtree.speech..",
              "io.dialtree.server..");

  @ArchTest
  static final ArchRule jainSipStaysInSipStack =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dialtree.sip..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SIP_LIBRARIES);

  @ArchTest
  static final ArchRule sqlStaysInTheStore =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dialtree.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "org.jdbi..", "org.flywaydb..", "org.sqlite..", "org.postgresql..");

  @ArchTest
  static final ArchRule jitsiStaysInMedia =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dialtree.media..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jitsi..");

  @ArchTest
  static final ArchRule nettyAndVertxStayInTheHttpFace =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.dialtree.server.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "io.vertx..");

  @ArchTest
  static final ArchRule noSocketThreadOrClockInTheInterpreter =
      noClasses()
          .that()
          .resideInAnyPackage("io.dialtree.ivr..", "io.dialtree.config..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.net\\.(Socket|ServerSocket|Datagram.*)|java\\.nio\\.channels\\..*|java\\.lang\\.Thread.*"
                  + "|java\\.util\\.concurrent\\.(Executor.*|.*Executor)|java\\.time\\.(Clock|Instant)");
}
