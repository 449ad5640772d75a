package org.trainyard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;
import org.trainyard.app.TrainyardApplication;

/** The arrows of ARCHITECTURE.md. */
class ArchitectureTests {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.trainyard");

  @Test
  void theEngineUsesTheJdkAndNothingElse() {
    classes()
        .that()
        .resideInAPackage("org.trainyard.engine..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "com.sun.management..",
            "jdk.incubator.vector..",
            "org.jspecify..",
            "org.trainyard.engine..")
        .check(CLASSES);
  }

  @Test
  void onlyTheKernelsTouchTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.trainyard.engine.kernel..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(CLASSES);
  }

  @Test
  void theEngineIsLayered() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("kernel")
        .definedBy("org.trainyard.engine.kernel..")
        .layer("random")
        .definedBy("org.trainyard.engine.random..")
        .layer("tensor")
        .definedBy("org.trainyard.engine.tensor..")
        .layer("initializer")
        .definedBy("org.trainyard.engine.initializer..")
        .layer("loss")
        .definedBy("org.trainyard.engine.loss..")
        .layer("optimizer")
        .definedBy("org.trainyard.engine.optimizer..")
        .layer("metric")
        .definedBy("org.trainyard.engine.metric..")
        .layer("data")
        .definedBy("org.trainyard.engine.data..")
        .layer("schedule")
        .definedBy("org.trainyard.engine.schedule..")
        .layer("parallel")
        .definedBy("org.trainyard.engine.parallel..")
        .layer("layer")
        .definedBy("org.trainyard.engine.layer..")
        .layer("training")
        .definedBy("org.trainyard.engine.training..")
        .layer("checkpoint")
        .definedBy("org.trainyard.engine.checkpoint..")
        .whereLayer("checkpoint")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("training")
        .mayOnlyBeAccessedByLayers("checkpoint")
        .whereLayer("layer")
        .mayOnlyBeAccessedByLayers("training")
        .whereLayer("initializer")
        .mayOnlyBeAccessedByLayers("layer")
        .whereLayer("loss")
        .mayOnlyBeAccessedByLayers("training")
        .whereLayer("optimizer")
        .mayOnlyBeAccessedByLayers("training")
        .whereLayer("schedule")
        .mayOnlyBeAccessedByLayers("training", "checkpoint")
        .whereLayer("parallel")
        .mayOnlyBeAccessedByLayers("layer", "training")
        .whereLayer("metric")
        .mayOnlyBeAccessedByLayers("training")
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("training")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.trainyard.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void protocolsDoNotKnowEachOtherAndNobodyKnowsThem() {
    slices()
        .matching("org.trainyard.app.protocol.(*)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.trainyard.app.protocol..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.trainyard.app.protocol..")
        .check(CLASSES);
  }

  /** So that a program that asks a service needs neither a server nor a database. */
  @Test
  void theClientKnowsWhatFeaturesShowAndNobodyKnowsIt() {
    classes()
        .that()
        .resideInAPackage("org.trainyard.app.client..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "com.fasterxml.jackson.annotation..",
            "tools.jackson..",
            "org.springframework.core..",
            "org.springframework.http..",
            "org.springframework.web.client..",
            "org.springframework.web.service..",
            "org.trainyard.app.client..",
            "org.trainyard.app.dataset",
            "org.trainyard.app.evaluation",
            "org.trainyard.app.job",
            "org.trainyard.app.model",
            "org.trainyard.app.web")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("org.trainyard.app.client..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.trainyard.app.client..")
        .check(CLASSES);
  }

  @Test
  void controllersAreSeenByNobody() {
    classes()
        .that()
        .areAnnotatedWith(RestController.class)
        .should()
        .bePackagePrivate()
        .check(CLASSES);
  }

  @Test
  void nothingPrintsToStandardStreams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
  }

  @Test
  void featuresKeepToTheirPublicTypes() {
    ApplicationModules.of(TrainyardApplication.class).verify();
  }

  /** So that the rules above cannot pass because nothing was read. */
  @Test
  void looksAtTheWholeProject() {
    assertThat(CLASSES.size()).isGreaterThan(150);
  }
}
