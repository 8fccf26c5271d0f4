package io.jumun.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;

@AnalyzeClasses(packages = "io.jumun.order", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheWebKnowsWhoCalls =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jumun.order.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jumun.access..", "org.springframework.security..");

  @ArchTest
  static final ArchRule rootKnowsNoAdapter =
      noClasses()
          .that()
          .resideInAPackage("io.jumun.order")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.jumun.order.web..", "io.jumun.order.saga..", "io.jumun.order.reconciliation..");

  @ArchTest
  static final ArchRule webKnowsNoSaga =
      noClasses()
          .that()
          .resideInAPackage("io.jumun.order.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jumun.order.saga..");

  @ArchTest
  static final ArchRule sagaKnowsNoWeb =
      noClasses()
          .that()
          .resideInAPackage("io.jumun.order.saga..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jumun.order.web..", "io.jumun.http..");

  @ArchTest
  static final ArchRule reconciliationStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("io.jumun.order.reconciliation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jumun.order.web..", "io.jumun.order.saga..", "io.jumun.http..");

  @ArchTest
  static final ArchRule knowsNoOtherContext =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.jumun.product..",
              "io.jumun.coupon..",
              "io.jumun.balance..",
              "io.jumun.dataplatform..");

  @ArchTest
  static final ArchRule injectsThroughConstructors =
      noFields().should().beAnnotatedWith(Autowired.class);
}
