version 1.1

struct A {
  A inner
}
