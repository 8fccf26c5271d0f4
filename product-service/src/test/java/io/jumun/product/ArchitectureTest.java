package io.jumun.product;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.jumun.product", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheWebKnowsWhoCalls =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jumun.product.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jumun.access..", "org.springframework.security..");

  @ArchTest
  static final ArchRule theContextKnowsNoneOfItsAdapters =
      noClasses()
          .that()
          .resideInAPackage("io.jumun.product")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.jumun.product.web..",
              "io.jumun.product.saga..",
              "io.jumun.product.reconciliation..");

  @ArchTest
  static final ArchRule webDoesNotKnowTheSaga =
      noClasses()
          .that()
          .resideInAPackage("io.jumun.product.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.jumun.product.saga..", "io.jumun.contracts..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule theSagaDoesNotKnowTheWeb =
      noClasses()
          .that()
          .resideInAPackage("io.jumun.product.saga..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jumun.product.web..", "io.jumun.http..");

  @ArchTest
  static final ArchRule reconciliationStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.jumun.product.reconciliation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.jumun.product.web..", "io.jumun.product.saga..", "io.jumun.http..");

  @ArchTest
  static final ArchRule noOtherContextIsUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.jumun.order..",
              "io.jumun.coupon..",
              "io.jumun.balance..",
              "io.jumun.dataplatform..");

  @ArchTest
  static final ArchRule adaptersAreNobodysApi =
      classes()
          .that()
          .resideInAnyPackage(
              "io.jumun.product.web..",
              "io.jumun.product.saga..",
              "io.jumun.product.reconciliation..")
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule dependenciesAreInjectedByConstructor =
      NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
}
