package org.trainyard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.junit.jupiter.api.Test;

/**
 * What the engine may compute with, so that its bits are the same everywhere: operations that IEEE
 * 754 rounds correctly, and integers. The platform's exponential, logarithm and so on differ
 * between CPUs, widths of vectors, and before and after the JIT compiler.
 */
class NumericRulesTests {

  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.trainyard.engine");

  /** Exact, or correctly rounded. */
  private static final Set<String> MATH =
      Set.of(
          "abs",
          "addExact",
          "ceil",
          "ceilDiv",
          "clamp",
          "floor",
          "floorDiv",
          "floorMod",
          "fma",
          "max",
          "min",
          "multiplyExact",
          "multiplyHigh",
          "rint",
          "round",
          "signum",
          "sqrt",
          "subtractExact",
          "toIntExact",
          "unsignedMultiplyHigh");

  /** Comparisons and shifts; arithmetic has methods of its own. */
  private static final Set<String> VECTOR_OPERATORS =
      Set.of("EQ", "NE", "LT", "LE", "GT", "GE", "LSHL", "LSHR", "ASHR");

  /** Sums over lanes come in an order that depends on how many there are. */
  private static final Set<String> VECTOR_METHODS =
      Set.of("reduceLanes", "reduceLanesToLong", "pow");

  private static final ArchRule ONLY_ROUNDED_MATH =
      noClasses()
          .should(
              access(
                  "call functions of Math that are not rounded correctly",
                  access ->
                      owner(access).equals("java.lang.Math") && !MATH.contains(name(access))));

  /**
   * StrictMath has the same bits everywhere, but it is slow, in double, and allocates: it is for
   * what is computed once a training, such as normally distributed first weights.
   */
  private static final ArchRule STRICT_MATH_OUTSIDE_OF_STEPS =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.trainyard.engine.random..")
          .should(
              access("call StrictMath", access -> owner(access).equals("java.lang.StrictMath")));

  private static final ArchRule ONLY_EXACT_VECTOR_OPERATORS =
      noClasses()
          .should(
              access(
                  "use transcendental operators of the Vector API",
                  access ->
                      owner(access).equals("jdk.incubator.vector.VectorOperators")
                          && !VECTOR_OPERATORS.contains(name(access))));

  private static final ArchRule NO_SUMS_OVER_LANES =
      noClasses()
          .should(
              access(
                  "sum over the lanes of a vector",
                  access ->
                      owner(access).startsWith("jdk.incubator.vector.")
                          && VECTOR_METHODS.contains(name(access))));

  private static final ArchRule NO_OTHER_GENERATORS =
      noClasses()
          .should(
              access(
                  "draw random numbers of the platform",
                  access ->
                      owner(access).startsWith("java.util.random.")
                          || owner(access).endsWith("Random")));

  private static final ArchRule NO_PARALLEL_STREAMS =
      noClasses()
          .should(
              access(
                  "leave an order to a parallel stream",
                  access ->
                      owner(access).startsWith("java.util.") && name(access).contains("parallel")));

  @Test
  void theEngineUsesNoFunctionOfThePlatformThatIsNotRoundedCorrectly() {
    ONLY_ROUNDED_MATH.check(ENGINE);
    STRICT_MATH_OUTSIDE_OF_STEPS.check(ENGINE);
  }

  @Test
  void theKernelsUseExactOperatorsAndNoSumsOverLanes() {
    ONLY_EXACT_VECTOR_OPERATORS.check(ENGINE);
    NO_SUMS_OVER_LANES.check(ENGINE);
  }

  @Test
  void theEngineHasOneGeneratorAndOneOrder() {
    NO_OTHER_GENERATORS.check(ENGINE);
    NO_PARALLEL_STREAMS.check(ENGINE);
  }

  @Test
  void theRulesSeeEveryBreach() {
    JavaClasses breach = new ClassFileImporter().importClasses(Breach.class);
    assertBroken(ONLY_ROUNDED_MATH, breach, "Math.exp(double)", "Math.tanh(double)");
    assertBroken(STRICT_MATH_OUTSIDE_OF_STEPS, breach, "StrictMath.log(double)");
    assertBroken(ONLY_EXACT_VECTOR_OPERATORS, breach, "VectorOperators.EXP");
    assertBroken(NO_SUMS_OVER_LANES, breach, "FloatVector.reduceLanes");
    assertBroken(NO_OTHER_GENERATORS, breach, "java.util.Random");
    assertBroken(NO_PARALLEL_STREAMS, breach, "DoubleStream.parallel()");
    assertThat(ENGINE.size()).isGreaterThan(100);
  }

  private static void assertBroken(ArchRule rule, JavaClasses classes, String... places) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> rule.check(classes))
        .withMessageContainingAll(places);
  }

  private static ArchCondition<JavaClass> access(
      String description, Predicate<JavaAccess<?>> isMeant) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getAccessesFromSelf().stream()
            .filter(isMeant)
            .forEach(
                found -> events.add(SimpleConditionEvent.satisfied(found, found.getDescription())));
      }
    };
  }

  private static String owner(JavaAccess<?> access) {
    return access.getTargetOwner().getName();
  }

  private static String name(JavaAccess<?> access) {
    return access.getTarget().getName();
  }

  /** Everything that is forbidden. */
  static final class Breach {

    private final DoubleUnaryOperator reference = Math::tanh;

    double compute(FloatVector x) {
      float sum = x.lanewise(VectorOperators.EXP).reduceLanes(VectorOperators.ADD);
      return DoubleStream.of(Math.exp(sum), StrictMath.log(sum), new Random().nextDouble())
          .parallel()
          .map(reference)
          .sum();
    }
  }
}
