package io.jumun.coupon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.Resource;
import jakarta.persistence.PersistenceContext;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@AnalyzeClasses(packages = "io.jumun.coupon", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.jumun.coupon";
  private static final String WEB = "io.jumun.coupon.web..";
  private static final String SAGA = "io.jumun.coupon.saga..";
  private static final String RECONCILIATION = "io.jumun.coupon.reconciliation..";

  @ArchTest
  static final ArchRule onlyTheWebKnowsWhoCalls =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jumun.coupon.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.jumun.access..", "org.springframework.security..");

  @ArchTest
  static final ArchRule theContextUsesNoAdapter =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WEB, SAGA, RECONCILIATION);

  @ArchTest
  static final ArchRule webDoesNotUseSaga =
      noClasses()
          .that()
          .resideInAPackage(WEB)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SAGA);

  @ArchTest
  static final ArchRule sagaDoesNotUseWeb =
      noClasses()
          .that()
          .resideInAPackage(SAGA)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(WEB);

  @ArchTest
  static final ArchRule reconciliationStandsAlone =
      noClasses()
          .that()
          .resideInAPackage(RECONCILIATION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(WEB, SAGA);

  @ArchTest
  static final ArchRule noOtherContextIsUsed =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.jumun.order..",
              "io.jumun.product..",
              "io.jumun.balance..",
              "io.jumun.dataplatform..");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields()
          .should()
          .beAnnotatedWith(Autowired.class)
          .orShould()
          .beAnnotatedWith(Value.class)
          .orShould()
          .beAnnotatedWith(Resource.class)
          .orShould()
          .beAnnotatedWith(PersistenceContext.class);
}
