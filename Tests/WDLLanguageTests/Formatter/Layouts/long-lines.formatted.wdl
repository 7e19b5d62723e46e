version 1.1

workflow w {
    Array[String] names = [
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "bbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "cccccccccccccccccccccccccc",
        "d"
    ]
    String s = select_first([
        defined(some_optional_value),
        another_function(with_arguments, and_more),
        "and a default value"
    ])
    Map[String, Array[Int]] m = {
        "one": [1],
        "two": [1, 2],
        "three": [1, 2, 3],
        "four": [1, 2, 3, 4],
        "five": [1, 2, 3, 4, 5]
    }
    Person p = Person {
        name: "x",
        address: Address { street: "a long street name", number: 12345, city: "a long city name" }
    }
    Int x = (1 + 2) * (3 + 4)
}
