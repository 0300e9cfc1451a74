package app.baohao.ui

import android.content.Context
import android.graphics.drawable.GradientDrawable
import android.view.Gravity
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.FrameLayout
import android.widget.ScrollView

/** A card at the lower edge, over what was there before. A tap beside it leaves; it scrolls if it must. */
class Sheet(context: Context, private val theme: Theme, left: () -> Unit) : FrameLayout(context) {
    /** What stands on it. */
    val column = Column(context)

    private val scroll = ScrollView(context)

    init {
        setOnClickListener { left() }
        // TalkBack has Back for this.
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        val radius = theme.sheetRadius.toFloat()
        scroll.background = GradientDrawable().apply {
            setColor(theme.card)
            cornerRadii = floatArrayOf(radius, radius, radius, radius, 0f, 0f, 0f, 0f)
        }
        scroll.isClickable = true // a tap on the sheet isn't one beside it
        scroll.importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        scroll.addView(column, LayoutParams(MATCH_PARENT, WRAP_CONTENT))
        addView(scroll, LayoutParams(MATCH_PARENT, WRAP_CONTENT, Gravity.BOTTOM or Gravity.CENTER_HORIZONTAL))
        column.setPadding(theme.dp(24), theme.dp(24), theme.dp(24), theme.dp(24))
        Insets.watch(this) { covered ->
            setPadding(covered.left, covered.top + theme.dp(24), covered.right, 0)
            column.setPadding(theme.dp(24), theme.dp(24), theme.dp(24), covered.bottom + theme.dp(16))
        }
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        // On a tablet lines as long as the screen are hard to read.
        scroll.layoutParams.width = minOf(MeasureSpec.getSize(widthMeasureSpec), theme.dp(640))
        super.onMeasure(widthMeasureSpec, heightMeasureSpec)
    }
}
