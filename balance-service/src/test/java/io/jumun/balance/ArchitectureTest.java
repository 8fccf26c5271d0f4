package io.jumun.balance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.jumun.balance", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheWebKnowsWhoCalls =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jumun.balance.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jumun.access..", "org.springframework.security..");

  @ArchTest
  static final ArchRule theRootUsesNoAdapter =
      noClasses()
          .that()
          .resideInAPackage("io.jumun.balance")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.jumun.balance.web..",
              "io.jumun.balance.saga..",
              "io.jumun.balance.reconciliation..");

  @ArchTest
  static final ArchRule webDoesNotUseSaga =
      noClasses()
          .that()
          .resideInAPackage("..web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jumun.balance.saga..");

  @ArchTest
  static final ArchRule sagaDoesNotUseWeb =
      noClasses()
          .that()
          .resideInAPackage("..saga..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jumun.balance.web..");

  @ArchTest
  static final ArchRule reconciliationStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("..reconciliation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jumun.balance.web..", "io.jumun.balance.saga..");

  @ArchTest
  static final ArchRule knowsNoOtherService =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.jumun..")
                  .and(
                      resideOutsideOfPackages(
                          "io.jumun.access..",
                          "io.jumun.balance..",
                          "io.jumun.contracts..",
                          "io.jumun.http..",
                          "io.jumun.outbox..")));

  @ArchTest
  static final ArchRule onlyTheRootPublishesTypes =
      classes()
          .that()
          .resideInAnyPackage("..web..", "..saga..", "..reconciliation..")
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule injectsThroughConstructors = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
}
