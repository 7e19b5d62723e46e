# a task
version    1.2
import "b.wdl"   as b
import "a.wdl" alias S as T


struct Person{ String name
 Array[Int]+?   ages  # years
 Map[ String,File ]m }
task   greet{
# the inputs
input{ String name

    # how loud
    env Int? volume=-1 }
  Int x=if(volume==1)then(1+2)*-3 else !true&&f(x)[0].left
  Array[Int] y = [1,2,
   3]
  Array[Int] z = [
   1,2]
 command<<<
        echo ~{name} \
          --more
	
        cat <<EOF
          a
        EOF
    >>>
  output{ File out=stdout()
    String s="a"+'b'+<<<
       multi
       >>>
  }
  requirements { container : "ubuntu" , cpu:2 }
  hints { inputs: input { name: hints { x: 1 } } }
  meta { a:[1,null,{b:"c",d:-2.5}] }
}
# the end
