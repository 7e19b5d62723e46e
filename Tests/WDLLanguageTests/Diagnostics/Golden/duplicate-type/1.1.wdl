version 1.1

struct A {
  Int size
}

struct A {
  String name
}
