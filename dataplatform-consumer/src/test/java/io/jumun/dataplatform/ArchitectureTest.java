package io.jumun.dataplatform;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;

@AnalyzeClasses(packages = "io.jumun.dataplatform", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.jumun.dataplatform";

  @ArchTest
  static final ArchRule onlyTheWebKnowsWhoCalls =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jumun.dataplatform.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jumun.access..", "org.springframework.security..");

  @ArchTest
  static final ArchRule theContextKnowsNoneOfItsAdapters =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".*..");

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
          .matching(ROOT + ".(*)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule nothingKnowsAnotherContext =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.jumun..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              ROOT + "..",
                              "io.jumun.access..",
                              "io.jumun.contracts..",
                              "io.jumun.http..",
                              "io.jumun.outbox.."))));

  @ArchTest
  static final ArchRule onlyTheClientKnowsHowThePlatformIsCalled =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".client..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.resilience4j..", "java.net.http..");

  @ArchTest
  static final ArchRule adaptersShowNothing =
      classes().that().resideInAPackage(ROOT + ".*..").should().notBePublic();

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      fields().should().notBeAnnotatedWith(Autowired.class);
}
